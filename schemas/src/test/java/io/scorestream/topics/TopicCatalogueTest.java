package io.scorestream.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
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
  void samples_areKeptForEverInOneOrder() {
    assertThat(catalogue.samples().partitions()).isEqualTo(1);
    assertThat(catalogue.samples().settings())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "-1")
        .containsEntry("retention.bytes", "-1");
  }

  @Test
  void specificationsAndCommands_areKeptForEverInOneOrder() {
    for (Topic topic : List.of(catalogue.runs(), catalogue.commands())) {
      assertThat(topic.partitions()).isEqualTo(1);
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
    assertThat(IntStream.range(1, 50).mapToObj(k -> Keys.run(Keys.checkpoint("r1", k))))
        .containsOnly("r1");
    assertThat(Keys.partition("r1", 4)).isBetween(0, 3);
  }
}
