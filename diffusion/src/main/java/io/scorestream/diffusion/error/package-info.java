/**
 * How far a score is from the true one at one timestep and along paths: robust error, its
 * quantiles, and what they certify.
 */
@NullMarked
package io.scorestream.diffusion.error;

import org.jspecify.annotations.NullMarked;
