/** Reading the samples that were never trained on, as far as a milestone's place in the log. */
package io.scorestream.evaluator.heldout;
