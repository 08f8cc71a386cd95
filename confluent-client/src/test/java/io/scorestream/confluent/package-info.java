/** What the repackaged client still does. */
@NullMarked
package io.scorestream.confluent;

import org.jspecify.annotations.NullMarked;
