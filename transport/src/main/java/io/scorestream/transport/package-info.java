/**
 * Distances between two finite sets of points: on the line, sliced, max-sliced, of Gaussians, and
 * the noise floor that each has; what else two sets are compared by is in packages below. Depends
 * on no other module but rows.
 */
@NullMarked
package io.scorestream.transport;

import org.jspecify.annotations.NullMarked;
