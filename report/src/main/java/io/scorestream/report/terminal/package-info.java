/**
 * What a person sees while a run goes on. Layout is pure functions of width and glyphs; only the
 * views write.
 */
@NullMarked
package io.scorestream.report.terminal;

import org.jspecify.annotations.NullMarked;
