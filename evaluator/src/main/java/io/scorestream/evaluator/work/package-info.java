/** Pieces of work as evaluators hand them to each other, and what comes of them. */
@NullMarked
package io.scorestream.evaluator.work;

import org.jspecify.annotations.NullMarked;
