package io.scorestream.sampler.draw;

import io.scorestream.checkpoints.Checkpoint;
import io.scorestream.checkpoints.LiveCheckpoints;
import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.checkpoints.WeightsReader;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** Finds what requests are answered from; the networks that were read last stay at hand. */
final class DrawnMilestones {

  private final LiveCheckpoints checkpoints;
  private final WeightsReader weights;

  private final Map<Key, TrainedNetworks> read =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TrainedNetworks> eldest) {
          return size() > SampleDraws.MILESTONES;
        }
      };

  private record Key(String specHash, int incarnation, long milestone) {}

  DrawnMilestones(LiveCheckpoints checkpoints, WeightsReader weights) {
    this.checkpoints = checkpoints;
    this.weights = weights;
  }

  /**
   * The milestone that a request is about, as it is now.
   *
   * @throws ScorestreamException with {@link Reason#NO_INPUT} when there is none
   */
  DrawnMilestone find(DrawRequest request) {
    checkpoints.refresh();
    RunState state =
        checkpoints
            .run(request.run())
            .orElseThrow(
                () ->
                    missing(
                        "there is no run '" + request.run() + "'",
                        "'scorestream runs list' shows those that there are"));
    Checkpoint checkpoint = choose(request, checkpoints.of(state), state);
    Key key = new Key(state.run().hash(), state.incarnation(), checkpoint.milestone());
    TrainedNetworks networks = read.get(key);
    if (networks == null) {
      networks =
          weights
              .read(state.run(), checkpoint.whole())
              .orElseThrow(
                  () ->
                      missing(
                          "the networks of %s, milestone %s, are gone: newer ones took their place"
                              .formatted(state, checkpoint.milestone()),
                          "ask for a newer milestone"));
      read.put(key, networks);
    }
    return new DrawnMilestone(state, networks);
  }

  private static Checkpoint choose(
      DrawRequest request, NavigableMap<Long, Checkpoint> there, RunState state) {
    if (there.isEmpty()) {
      throw missing(state + " has reached no milestone yet", "ask again when it has");
    }
    if (request.milestone().isEmpty()) {
      return there.lastEntry().getValue();
    }
    return Optional.ofNullable(there.get(request.milestone().getAsLong()))
        .orElseThrow(
            () ->
                missing(
                    "%s has not reached a milestone %s"
                        .formatted(state, request.milestone().getAsLong()),
                    "ask for one of " + there.keySet()));
  }

  private static ScorestreamException missing(String problem, String remedy) {
    return new ScorestreamException(Reason.NO_INPUT, problem, remedy);
  }
}
