/** Where samples come from: laws and files. Knows nothing of Kafka. */
@NullMarked
package io.scorestream.producer.source;

import org.jspecify.annotations.NullMarked;
