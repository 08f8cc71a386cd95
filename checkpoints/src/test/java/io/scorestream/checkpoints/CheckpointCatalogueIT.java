package io.scorestream.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.events.RecordOffset;
import io.scorestream.fixtures.PublishedRuns;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.fixtures.TestTopics;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.run.network.NetworkWeights;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.class)
class CheckpointCatalogueIT {

  private static final Run RUN = SmallRun.named("small", 50);
  private static final List<NetworkWeights> NETWORKS = networks(0.25f);

  private static TestTopics topics;

  @BeforeAll
  static void publish(EmbeddedStack stack) {
    topics = TestTopics.of(stack, "catalogue").create(4);
    PublishedRuns published = new PublishedRuns(topics);
    published.milestone(RUN, 256, networks(0.125f));
    published.milestone(RUN, 512, NETWORKS);
    List<RecordOffset> places = published.weights(SmallRun.weights(RUN, 1024, NETWORKS));
    published.reached(
        RUN.shards().stream().skip(1).map(shard -> SmallRun.reached(shard, 1024, places)).toList());
  }

  @Test
  void read_hasTheWholeMilestonesOfARun() {
    CheckpointCatalogue catalogue = read(RunState.of(RUN));

    assertThat(catalogue.of(RUN.id()))
        .extracting(Checkpoint::milestone)
        .containsExactly(256L, 512L);
    assertThat(catalogue.newest(RUN.id()).orElseThrow().milestone()).isEqualTo(512);
    assertThat(catalogue.find(RUN.id(), 300)).isEmpty();
    assertThat(catalogue.of("another")).isEmpty();
  }

  @Test
  void read_ofALaterIncarnation_hasNothingOfAnEarlierOne() {
    RunState later =
        new RunState(RUN, RUN.milestones(), false, null, RUN.training().learningRate(), 1, false);

    assertThat(read(later).newest(RUN.id())).isEmpty();
  }

  @Test
  void weights_ofWhatWasFound_areThoseThatWerePublished() {
    Checkpoint newest = read(RunState.of(RUN)).newest(RUN.id()).orElseThrow();
    try (WeightsReader reader = new WeightsReader(topics.clients(), "test")) {
      assertThat(reader.read(RUN, newest.whole()).orElseThrow().networks()).isEqualTo(NETWORKS);
    }
  }

  private static CheckpointCatalogue read(RunState state) {
    return CheckpointCatalogue.read(topics.clients(), List.of(state));
  }

  /** Of all the same weight, but for the first, which is the network's number. */
  private static List<NetworkWeights> networks(float weight) {
    return IntStream.rangeClosed(1, SmallRun.TIMESTEPS)
        .mapToObj(
            k -> {
              float[] weights = new float[RUN.network().parameters()];
              Arrays.fill(weights, weight);
              weights[0] = k;
              return new NetworkWeights(weights, 10);
            })
        .toList();
  }
}
