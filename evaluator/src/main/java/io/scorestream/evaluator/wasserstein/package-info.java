/** Distances between what the models generate and the data, beside their noise floor. Pure. */
package io.scorestream.evaluator.wasserstein;
