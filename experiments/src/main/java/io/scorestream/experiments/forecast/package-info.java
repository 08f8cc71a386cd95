/** Whether forecasts come true. */
@NullMarked
package io.scorestream.experiments.forecast;

import org.jspecify.annotations.NullMarked;
