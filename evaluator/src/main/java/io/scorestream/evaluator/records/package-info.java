/** Records as Kafka Streams hands them over: how they are decoded, and what becomes of bad ones. */
@NullMarked
package io.scorestream.evaluator.records;

import org.jspecify.annotations.NullMarked;
