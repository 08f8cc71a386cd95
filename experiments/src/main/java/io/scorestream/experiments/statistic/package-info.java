/** Repetition and its summary. */
package io.scorestream.experiments.statistic;
