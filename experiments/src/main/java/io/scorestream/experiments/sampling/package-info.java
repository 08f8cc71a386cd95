/** Sampling with exact scores: what is left is the error of the time grid and the update. */
package io.scorestream.experiments.sampling;
