/** Requests for samples, over HTTP and from their topic, and their answers. */
@NullMarked
package io.scorestream.sampler.request;

import org.jspecify.annotations.NullMarked;
