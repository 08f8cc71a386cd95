/** From noise back to samples, step by step. */
@NullMarked
package io.scorestream.diffusion.sampling;

import org.jspecify.annotations.NullMarked;
