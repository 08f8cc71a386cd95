/** Where samples come from: laws, files and folders. Knows nothing of Kafka. */
@NullMarked
package io.scorestream.ingest;

import org.jspecify.annotations.NullMarked;
