/** Sampling with exact scores: what is left is the error of the time grid and the update. */
@NullMarked
package io.scorestream.experiments.sampling;

import org.jspecify.annotations.NullMarked;
