/** What a file's bytes are: compressed or not, text or not, and whether they stay as they were. */
@NullMarked
package io.scorestream.ingest.bytes;

import org.jspecify.annotations.NullMarked;
