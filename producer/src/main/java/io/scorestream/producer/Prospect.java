package io.scorestream.producer;

import io.scorestream.events.SourceInfo;
import io.scorestream.ingest.profile.ColumnSummary;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a producer would send if it were started now.
 *
 * @param info what its source is described as, or would be
 * @param samples how many the source has; empty where there is no end
 * @param columns what each of their numbers is; of a law without ranges
 * @param notices what a person should know before they are learned
 * @param isNew whether nobody has described the source yet
 * @param sent how many samples are on their topic: the sequence number of the next
 * @param next how many would follow, at most; empty where there is no end
 */
public record Prospect(
    SourceInfo info,
    OptionalLong samples,
    List<ColumnSummary> columns,
    List<String> notices,
    boolean isNew,
    long sent,
    OptionalLong next) {}
