package io.scorestream.ingest.profile;

import io.scorestream.events.SourceColumn;

/**
 * A column as people ask about it.
 *
 * @param column its name, kind and what its numbers stand for
 * @param least smallest number; NaN, as the next three, for categories, and where it is not known
 * @param greatest largest number
 * @param mean of its numbers
 * @param deviation standard deviation
 * @param missing cells that have nothing
 * @param varies whether it has more than one value
 */
public record ColumnSummary(
    SourceColumn column,
    double least,
    double greatest,
    double mean,
    double deviation,
    long missing,
    boolean varies) {}
