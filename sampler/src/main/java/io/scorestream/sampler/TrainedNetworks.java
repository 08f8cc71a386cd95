package io.scorestream.sampler;

import io.scorestream.events.SampleOffset;
import io.scorestream.run.network.TimestepState;
import java.util.List;

/**
 * All networks of one milestone.
 *
 * @param milestone m
 * @param states one per timestep, in the order 1..N, without their moments
 * @param place where the milestone's samples end
 */
record TrainedNetworks(long milestone, List<TimestepState> states, List<SampleOffset> place) {}
