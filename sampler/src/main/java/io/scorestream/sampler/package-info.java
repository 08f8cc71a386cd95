/** The service that makes samples with each milestone's networks. */
package io.scorestream.sampler;
