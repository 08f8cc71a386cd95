/** Forecasts held against what came true, on streams whose every error can be known. */
@NullMarked
package io.scorestream.diffusion.forecast.backtest;

import org.jspecify.annotations.NullMarked;
