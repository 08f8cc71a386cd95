/** Moments of two point sets, compared order by order. Pure. */
@NullMarked
package io.scorestream.transport.moments;

import org.jspecify.annotations.NullMarked;
