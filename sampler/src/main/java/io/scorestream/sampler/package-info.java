/** The service that makes samples with each milestone's networks. */
@NullMarked
package io.scorestream.sampler;

import org.jspecify.annotations.NullMarked;
