/**
 * Distances between two finite sets of points: on the line, sliced, max-sliced, of Gaussians, and
 * the noise floor that each has. Depends on no other module but rows.
 */
@NullMarked
package io.scorestream.transport;

import org.jspecify.annotations.NullMarked;
