/**
 * Error against the number of samples: fits, forecasts and what they do not allow to say. Pure
 * functions.
 */
@NullMarked
package io.scorestream.diffusion.forecast;

import org.jspecify.annotations.NullMarked;
