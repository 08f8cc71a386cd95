/** Samples as tables and pictures. */
@NullMarked
package io.scorestream.export.table;

import org.jspecify.annotations.NullMarked;
