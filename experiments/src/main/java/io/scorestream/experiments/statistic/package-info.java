/** Repetition and its summary. */
@NullMarked
package io.scorestream.experiments.statistic;

import org.jspecify.annotations.NullMarked;
