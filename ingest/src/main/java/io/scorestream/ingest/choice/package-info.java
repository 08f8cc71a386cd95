/** What a person says of how a file is to be read. */
@NullMarked
package io.scorestream.ingest.choice;

import org.jspecify.annotations.NullMarked;
