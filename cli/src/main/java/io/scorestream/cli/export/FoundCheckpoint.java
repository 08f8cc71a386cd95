package io.scorestream.cli.export;

import io.scorestream.checkpoints.Checkpoint;
import io.scorestream.checkpoints.CheckpointCatalogue;
import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.checkpoints.WeightsReader;
import io.scorestream.control.access.ClientRole;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.steering.RunLog;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The networks of a milestone that somebody asked for.
 *
 * @param state of the run
 * @param checkpoint which milestone
 * @param networks of it
 */
record FoundCheckpoint(RunState state, Checkpoint checkpoint, TrainedNetworks networks) {

  /**
   * Finds it.
   *
   * @param milestone a number of samples, or one of the words of {@link Choices}
   * @throws ScorestreamException with {@link Reason#NO_INPUT} when there is none
   */
  static FoundCheckpoint of(KafkaClients clients, String run, String milestone) {
    RunState state = new RunLog(clients).find(run);
    CheckpointCatalogue catalogue = CheckpointCatalogue.read(clients, List.of(state));
    Checkpoint checkpoint = choose(clients, catalogue, state, milestone);
    try (WeightsReader reader =
        new WeightsReader(clients, ClientRole.ROLE.names(clients.topics()).client("checkpoints"))) {
      TrainedNetworks networks =
          reader
              .read(state.run(), checkpoint.whole())
              .orElseThrow(
                  () ->
                      new ScorestreamException(
                          Reason.NO_INPUT,
                          "%s, milestone %s: newer networks have taken the place of some"
                              .formatted(state, checkpoint.milestone()),
                          "take a newer one, or train the run anew under another id"));
      return new FoundCheckpoint(state, checkpoint, networks);
    }
  }

  private static Checkpoint choose(
      KafkaClients clients, CheckpointCatalogue catalogue, RunState state, String milestone) {
    String run = state.run().id();
    Optional<Checkpoint> chosen =
        switch (milestone) {
          case Choices.NEWEST -> catalogue.newest(run);
          case Choices.BEST ->
              BestMilestone.among(clients, state, milestones(catalogue, run))
                  .flatMap(m -> catalogue.find(run, m));
          default -> catalogue.find(run, Choices.number(milestone, Choices.NEWEST, Choices.BEST));
        };
    return chosen.orElseThrow(
        () ->
            new ScorestreamException(
                Reason.NO_INPUT,
                switch (milestone) {
                  case Choices.NEWEST ->
                      state + " has no milestone that all of its shards have reached";
                  case Choices.BEST ->
                      state + " has no milestone whose distance from the data is known";
                  default -> state + " has no milestone " + milestone;
                },
                "'scorestream checkpoints list' shows those that there are"));
  }

  private static TreeSet<Long> milestones(CheckpointCatalogue catalogue, String run) {
    return catalogue.of(run).stream()
        .map(Checkpoint::milestone)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** m. */
  long milestone() {
    return checkpoint.milestone();
  }
}
