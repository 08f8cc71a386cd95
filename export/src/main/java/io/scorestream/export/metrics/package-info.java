/** What was measured, as a table. */
@NullMarked
package io.scorestream.export.metrics;

import org.jspecify.annotations.NullMarked;
