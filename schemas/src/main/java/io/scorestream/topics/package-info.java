/** Every topic: its name, key, event and settings; and the names of metrics. */
@NullMarked
package io.scorestream.topics;

import org.jspecify.annotations.NullMarked;
