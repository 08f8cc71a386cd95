/** Forecasts held against what came true, on streams whose every error can be known. */
package io.scorestream.diffusion.forecast.backtest;
