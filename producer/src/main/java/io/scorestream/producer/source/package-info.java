/** Where samples come from: laws and files. Knows nothing of Kafka. */
package io.scorestream.producer.source;
