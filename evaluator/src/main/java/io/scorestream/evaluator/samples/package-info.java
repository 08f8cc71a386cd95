/**
 * Reading the samples that were never trained on, and those that were, as far as a milestone's
 * place in the log.
 */
@NullMarked
package io.scorestream.evaluator.samples;

import org.jspecify.annotations.NullMarked;
