/** Numbers to and from the bytes of events. */
@NullMarked
package io.scorestream.events.codec;

import org.jspecify.annotations.NullMarked;
