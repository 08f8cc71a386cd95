/** Parquet files, written without a library. */
@NullMarked
package io.scorestream.export.parquet;

import org.jspecify.annotations.NullMarked;
