/** The topology's processors, and what Kafka Streams is told. */
package io.scorestream.evaluator.stream;
