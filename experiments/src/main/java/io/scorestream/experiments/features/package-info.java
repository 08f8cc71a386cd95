/**
 * A class of functions that does not hold every score: where more data helps, and where it does
 * not.
 */
@NullMarked
package io.scorestream.experiments.features;

import org.jspecify.annotations.NullMarked;
