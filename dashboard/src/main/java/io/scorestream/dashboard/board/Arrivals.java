package io.scorestream.dashboard.board;

/**
 * The samples of a source.
 *
 * @param samples so many are there
 * @param perSecond that came of late; NaN where that is not known
 */
public record Arrivals(long samples, double perSecond) {}
