/** What milestones say of those to come: stores that keep every metric, and forecasts from them. */
package io.scorestream.evaluator.forecast;
