package io.scorestream.evaluator.measure;

/**
 * What a timestep's network said of the noise in the first held-out samples, kept so that a later
 * milestone's network can be compared with it on the same ones.
 *
 * @param milestone m of the network
 * @param noise {@code ε̂}, {@code [n, d]}, row by row; shared, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record HeldOutAnswers(long milestone, float[] noise) {}
