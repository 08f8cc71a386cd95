/** Records as Kafka Streams hands them over: how they are decoded, and what becomes of bad ones. */
package io.scorestream.evaluator.records;
