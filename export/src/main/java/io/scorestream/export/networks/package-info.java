/** A run's networks with all that it takes to score and to sample with them. */
@NullMarked
package io.scorestream.export.networks;

import org.jspecify.annotations.NullMarked;
