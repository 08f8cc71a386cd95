package io.scorestream.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.SampleHalf;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.TrainingState;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkEventsTest {

  private static final List<SampleOffset> PLACE = List.of(new SampleOffset(0, 2L, 10));

  private final Run run = new Run(RunTest.spec("r", 256L));
  private final Shard shard = run.shards().get(0);
  private final NetworkWeights numbers =
      new NetworkWeights(numbers(run, 0.5f), numbers(run, 0.25f), 77);
  private final NetworkState state =
      new NetworkState(numbers, numbers(run, -2), numbers(run, 1e-9f));
  private final ScoreWeights weights = weights(numbers);
  private final TrainingState moments = NetworkEvents.state(shard, 3, 256, state, 1);

  @Test
  void state_comesBackBitForBit() {
    assertThat(NetworkEvents.state(run, weights, moments)).isEqualTo(state);
    assertThat(moments.getRngSeed()).isEqualTo(shard.seed());
    assertThat(moments.getRngPosition()).isEqualTo(77);
  }

  @Test
  void weights_comeBackBitForBitWithAndWithoutAverages() {
    assertThat(NetworkEvents.weights(run, weights)).isEqualTo(numbers);
    NetworkWeights plain = new NetworkWeights(numbers.weights(), 77);
    assertThat(NetworkEvents.weights(run, weights(plain))).isEqualTo(plain);
  }

  @Test
  void weights_sayHowLargeTheNetworkIsAndWhatItAnswersFor() {
    assertThat(weights.getLargestWeight()).isEqualTo(0.5);
    assertThat(weights.getParameters()).isEqualTo(run.network().parameters());
    assertThat(weights.getFirstTimestep()).isEqualTo(3);
    assertThat(weights.getLastTimestep()).isEqualTo(3);
    assertThat(weights.getTimes()).containsExactly(run.grid().time(3));
  }

  @Test
  void weightsOfABand_answerForItsTimesteps() {
    Run banded = new Run(RunTest.banded(RunTest.spec("r", 256L), 3, 2));
    Shard second = banded.shards().get(1);
    assertThat(second.networks()).containsExactly(4, 7);

    ScoreWeights event =
        NetworkEvents.weights(
            second,
            4,
            256,
            PLACE,
            new NetworkWeights(numbers(banded, 1), 5),
            Collections.nCopies(3, 0.5),
            1);

    assertThat(event.getTimes())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(4, 6).mapToObj(banded.grid()::time).toList());
    assertThat(event.getFirstTimestep()).isEqualTo(4);
    assertThat(event.getLastTimestep()).isEqualTo(6);
  }

  @Test
  void flippedBit_isFound() {
    flip(weights.getWeights());
    assertThatThrownBy(() -> NetworkEvents.weights(run, weights))
        .hasMessageContaining("run r, network 3, milestone 256: damaged");
    TrainingState damaged = NetworkEvents.state(shard, 3, 256, state, 1);
    flip(damaged.getSecondMoments());
    assertThatThrownBy(() -> NetworkEvents.state(run, weights(numbers), damaged))
        .hasMessageContaining("training state of run r, network 3, milestone 256: damaged");
  }

  @Test
  void copyThatWasTrainedFurther_comesBackBitForBit_andIsPartOfTheHash() {
    assertThat(NetworkEvents.further(run, weights)).isEmpty();
    NetworkWeights copy = new NetworkWeights(numbers(run, 0.75f), 84);
    ScoreWeights event =
        NetworkEvents.weights(shard, 3, 256, PLACE, numbers, Optional.of(copy), List.of(0.25), 1);
    assertThat(NetworkEvents.weights(run, event)).isEqualTo(numbers);
    assertThat(NetworkEvents.further(run, event)).contains(copy);
    flip(requireNonNull(event.getFurtherWeights()));
    assertThatThrownBy(() -> NetworkEvents.weights(run, event)).hasMessageContaining("damaged");
  }

  @Test
  void averagesThatAreGone_areMissed() {
    ScoreWeights without = ScoreWeights.newBuilder(weights).setAveragedWeights(null).build();
    assertThatThrownBy(() -> NetworkEvents.weights(run, without)).hasMessageContaining("damaged");
  }

  @Test
  void stateOfOtherWeights_isRefused() {
    NetworkState later =
        new NetworkState(
            new NetworkWeights(numbers.weights(), 78), state.firstMoments(), state.secondMoments());
    for (TrainingState other :
        List.of(
            NetworkEvents.state(shard, 4, 256, state, 1),
            NetworkEvents.state(shard, 3, 512, state, 1),
            NetworkEvents.state(shard, 3, 256, later, 1))) {
      assertThatThrownBy(() -> NetworkEvents.state(run, weights, other))
          .hasMessageContaining("does not belong to weights of run r, network 3, milestone 256");
    }
  }

  @Test
  void weightsOfAnotherSpecificationOrShape_areRefused() {
    ScoreWeights other = ScoreWeights.newBuilder(weights).setSpecHash("other").build();
    assertThatThrownBy(() -> NetworkEvents.weights(run, other))
        .hasMessageContaining("another specification of run r");
    ScoreWeights small = weights(new NetworkWeights(new float[5], 77));
    assertThatThrownBy(() -> NetworkEvents.weights(run, small))
        .hasMessageContaining("network 3 has 5 weights");
  }

  @Test
  void weights_lieWhereTheirMilestoneSays() {
    assertThatCode(() -> NetworkEvents.requireMilestone(weights, 0, 256, SampleHalf.BOTH))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> NetworkEvents.requireMilestone(weights, 0, 512, SampleHalf.BOTH))
        .hasMessageContaining("network 3, milestone 256")
        .hasMessageContaining("milestone 512");
    assertThatThrownBy(() -> NetworkEvents.requireMilestone(weights, 1, 256, SampleHalf.BOTH))
        .hasMessageContaining("of incarnation 1");
    assertThatThrownBy(() -> NetworkEvents.requireMilestone(weights, 0, 256, SampleHalf.FIRST))
        .hasMessageContaining("FIRST");
  }

  private ScoreWeights weights(NetworkWeights of) {
    return NetworkEvents.weights(shard, 3, 256, PLACE, of, List.of(0.25), 1);
  }

  private static void flip(java.nio.ByteBuffer bytes) {
    int at = bytes.position() + 5;
    bytes.put(at, (byte) (bytes.get(at) ^ 1));
  }

  private static float[] numbers(Run run, float value) {
    float[] numbers = new float[run.network().parameters()];
    Arrays.fill(numbers, value);
    return numbers;
  }
}
