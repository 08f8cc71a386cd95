/** What milestones say of those to come: stores that keep every metric, and forecasts from them. */
@NullMarked
package io.scorestream.evaluator.forecast;

import org.jspecify.annotations.NullMarked;
