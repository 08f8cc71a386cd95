/**
 * A class of functions that does not hold every score: where more data helps, and where it does
 * not.
 */
package io.scorestream.experiments.features;
