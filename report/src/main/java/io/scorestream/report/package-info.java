/**
 * What a run leaves behind: metrics as JSON lines and CSV, figures, and a summary. Pure functions
 * of metrics and samples, but for {@link io.scorestream.report.MetricsFiles} and {@link
 * io.scorestream.report.Report}, which write.
 */
@NullMarked
package io.scorestream.report;

import org.jspecify.annotations.NullMarked;
