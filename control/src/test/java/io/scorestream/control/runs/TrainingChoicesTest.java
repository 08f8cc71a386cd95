package io.scorestream.control.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.RunSpec;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.topics.TopicCatalogue;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingChoicesTest {

  @Test
  void sharing_whereNothingIsSaid_isANetworkForEachTimestep() {
    assertThat(spec(Map.of()).getNetwork().getBands()).isNull();
    assertThat(spec(Map.of("sharing", "per-timestep"))).isEqualTo(spec(Map.of()));
    assertThat(spec(Map.of()).getShards()).isEqualTo(6);
  }

  @Test
  void sharing_inOneBand_isOneNetworkForAll() {
    RunSpec shared = spec(Map.of("sharing", "shared"));
    assertThat(shared.getNetwork().getBands()).isEqualTo(1);
    assertThat(shared.getShards()).isEqualTo(1);
    assertThat(spec(Map.of("sharing", "bands:1"))).isEqualTo(shared);
  }

  @Test
  void shards_haveTwoBands_unlessTheyAreGiven() {
    assertThat(spec(Map.of("sharing", "bands:3")).getShards()).isEqualTo(1);
    assertThat(spec(Map.of("sharing", "BANDS:8")).getShards()).isEqualTo(4);
    assertThat(spec(Map.of("sharing", "bands:20")).getShards()).isEqualTo(6);
    assertThat(spec(Map.of("sharing", "bands:4", "shards", "4")).getShards()).isEqualTo(4);
    assertThatThrownBy(() -> spec(Map.of("sharing", "bands:4", "shards", "5")))
        .hasMessageContaining("5 shards for 4 networks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bands", "bands:", "bands:0", "bands:-2", "bands:x", "each", "8"})
  void sharing_thatIsNone_isRefusedWithWhatThereIs(String text) {
    assertThatThrownBy(() -> spec(Map.of("sharing", text)))
        .hasMessageContaining("sharing")
        .hasMessageContaining("per-timestep, shared, or bands: and how many, such as bands:8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"per-timestep", "bands:8", "shared"})
  void sharing_ofASpecification_isWrittenAsItIsChosen(String text) {
    assertThat(Sharing.of(spec(Map.of("sharing", text)).getNetwork())).hasToString(text);
  }

  private static RunSpec spec(Map<String, String> chosen) {
    Map<String, String> values = new HashMap<>(chosen);
    values.put("law", "mixture");
    return RunSettings.of(new SettingsLoader(RunSettings.DECLARED).values(values).load())
        .spec(new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX));
  }
}
