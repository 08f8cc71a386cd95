/** Where samples come from: laws and files. Knows nothing of Kafka. */
@NullMarked
package io.scorestream.ingest;

import org.jspecify.annotations.NullMarked;
