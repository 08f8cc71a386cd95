package io.scorestream.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {

  private final TopicCatalogue catalogue = new TopicCatalogue("scorestream");

  @Test
  void names_followPrefixEntityVersion() {
    assertThat(catalogue.all())
        .extracting(Topic::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("scorestream\\.[a-z-]+\\.v1"));
  }

  @Test
  void samples_areKeptForEver() {
    assertThat(catalogue.samples().settings())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "-1")
        .containsEntry("retention.bytes", "-1");
  }

  @Test
  void specificationsAndCommands_areKeptForEverInOneOrder() {
    for (Topic topic : List.of(catalogue.runs(), catalogue.commands())) {
      assertThat(topic.spread()).isEqualTo(Spread.SINGLE);
      assertThat(topic.settings())
          .containsEntry("cleanup.policy", "delete")
          .containsEntry("retention.ms", "-1")
          .containsEntry("retention.bytes", "-1");
    }
  }

  @Test
  void prefix_refusesWhatKafkaWould() {
    assertThatThrownBy(() -> new TopicCatalogue("a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a b'");
  }

  @Test
  void partition_isTheSameForAllKeysOfRun() {
    assertThat(IntStream.range(1, 50).mapToObj(k -> Keys.run(Keys.timestep("r1", k))))
        .containsOnly("r1");
    assertThat(Keys.partition("r1", 4)).isBetween(0, 3);
  }

  @Test
  void networks_fillAllPartitionsAlike() {
    for (int partitions : new int[] {1, 5, 12}) {
      Map<Integer, Long> networks =
          IntStream.rangeClosed(1, 50)
              .mapToObj(k -> Keys.networkPartition("mixture-n50-s1", k, partitions))
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      assertThat(networks.keySet()).hasSize(partitions).allMatch(p -> p >= 0 && p < partitions);
      assertThat(Collections.max(networks.values()) - Collections.min(networks.values()))
          .isLessThanOrEqualTo(1);
    }
  }

  /** The remainders of 256, 512, 1024, … by 12 are 4 and 8 alone. */
  @Test
  void generations_ofDoublingMilestonesAreSpread() {
    List<Integer> places =
        LongStream.iterate(256, m -> m < 1L << 30, m -> 2 * m)
            .mapToObj(m -> Keys.generationPartition("mixture-n50-s1", m, 12))
            .toList();
    assertThat(places).hasSize(22).allMatch(p -> p >= 0 && p < 12);
    assertThat(Set.copyOf(places)).hasSizeGreaterThanOrEqualTo(8);
  }
}
