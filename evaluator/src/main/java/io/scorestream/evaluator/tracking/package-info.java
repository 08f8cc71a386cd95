/** Metrics for the experiment trackers that people have. */
@NullMarked
package io.scorestream.evaluator.tracking;

import org.jspecify.annotations.NullMarked;
