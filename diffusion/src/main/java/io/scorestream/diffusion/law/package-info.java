/** Distributions whose score is known at every time of their diffusion. */
@NullMarked
package io.scorestream.diffusion.law;

import org.jspecify.annotations.NullMarked;
