/** Times at which scores are trained and paths take their steps. */
@NullMarked
package io.scorestream.diffusion.grid;

import org.jspecify.annotations.NullMarked;
