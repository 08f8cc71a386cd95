/** Distances between what the models generate and the data, beside their noise floor. Pure. */
@NullMarked
package io.scorestream.evaluator.wasserstein;

import org.jspecify.annotations.NullMarked;
