/**
 * What a run's score networks are: their shape, their timesteps, how their weights move, and the
 * numbers that training has come to. Neither events nor TensorFlow: both are made from these.
 */
@NullMarked
package io.scorestream.run.network;

import org.jspecify.annotations.NullMarked;
