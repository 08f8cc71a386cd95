/**
 * Score networks as TensorFlow graphs run by DJL's engine, one for each band of timesteps.
 *
 * <p>{@link io.scorestream.model.ScoreNetworks} answers and {@link
 * io.scorestream.model.NetworkTrainer} trains. Everything numerical happens inside their graphs;
 * the rest of the package names their shapes, draws first weights and moves state in and out.
 */
@NullMarked
package io.scorestream.model;

import org.jspecify.annotations.NullMarked;
