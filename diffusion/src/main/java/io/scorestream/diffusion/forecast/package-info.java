/**
 * Error against the number of samples: fits, forecasts and what they do not allow to say. Pure
 * functions.
 */
package io.scorestream.diffusion.forecast;
