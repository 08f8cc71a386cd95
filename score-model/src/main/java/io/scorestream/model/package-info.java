/**
 * The bank of score networks, one per timestep, as one TensorFlow graph run by DJL's engine.
 *
 * <p>{@link io.scorestream.model.ScoreBank} is the way in. Everything numerical happens inside the
 * graph that {@code BankGraph} builds; the rest of the package names its shapes, draws its first
 * weights and moves its state in and out.
 */
package io.scorestream.model;
