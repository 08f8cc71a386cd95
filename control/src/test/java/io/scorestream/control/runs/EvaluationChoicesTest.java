package io.scorestream.control.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.EvaluationSpec;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.topics.TopicCatalogue;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationChoicesTest {

  @Test
  void evaluation_whereNothingIsSaid_hasTheDefaults() {
    EvaluationSpec evaluation = evaluation(Map.of());
    assertThat(evaluation.getTargetEpsilon()).isEqualTo(0.1);
    assertThat(evaluation.getDraws()).isEqualTo(10_000);
    assertThat(evaluation.getFreshDraws()).isEqualTo(2_000);
  }

  @Test
  void evaluation_asChosen_isInTheSpecification() {
    EvaluationSpec evaluation =
        evaluation(Map.of("target.epsilon", "0.25", "draws", "4000", "fresh.draws", "0"));
    assertThat(evaluation.getTargetEpsilon()).isEqualTo(0.25);
    assertThat(evaluation.getDraws()).isEqualTo(4_000);
    assertThat(evaluation.getFreshDraws()).isZero();
  }

  @Test
  void evaluation_thatCannotBe_isRefusedByName() {
    assertThatThrownBy(
            () -> evaluation(Map.of("target.epsilon", "0", "draws", "5", "fresh.draws", "-1")))
        .hasMessageContaining("3 settings are wrong")
        .hasMessageContaining("target.epsilon")
        .hasMessageContaining("draws")
        .hasMessageContaining("fresh.draws");
  }

  private static EvaluationSpec evaluation(Map<String, String> chosen) {
    Map<String, String> values = new HashMap<>(chosen);
    values.put("law", "mixture");
    return RunSettings.of(new SettingsLoader(RunSettings.DECLARED).values(values).load())
        .spec(new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX))
        .getEvaluation();
  }
}
