package io.scorestream.checkpoints;

import io.scorestream.events.RecordOffset;
import io.scorestream.events.SampleOffset;
import java.util.List;
import java.util.Map;

/**
 * A milestone that all shards of a run have reached.
 *
 * @param milestone m
 * @param incarnation of the run
 * @param weights where the weights of its networks lie, by their keys, in the order of the networks
 * @param place where the milestone's samples end
 */
public record WholeMilestone(
    long milestone, int incarnation, Map<String, RecordOffset> weights, List<SampleOffset> place) {}
