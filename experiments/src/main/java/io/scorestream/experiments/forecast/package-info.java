/** Whether forecasts come true. */
package io.scorestream.experiments.forecast;
