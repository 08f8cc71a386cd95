/** The topology's processors, and what Kafka Streams is told. */
@NullMarked
package io.scorestream.evaluator.stream;

import org.jspecify.annotations.NullMarked;
