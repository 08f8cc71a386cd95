/** Rows of cells out of files of every format that is read. */
@NullMarked
package io.scorestream.ingest.table;

import org.jspecify.annotations.NullMarked;
