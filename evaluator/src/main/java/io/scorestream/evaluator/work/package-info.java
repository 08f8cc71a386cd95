/** Pieces of work as evaluators hand them to each other, and what comes of them. */
package io.scorestream.evaluator.work;
