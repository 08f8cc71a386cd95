/** The service that streams a source's samples to the samples topic. */
@NullMarked
package io.scorestream.producer;

import org.jspecify.annotations.NullMarked;
