package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.events.LawSpec;
import io.scorestream.run.encoding.Standardiser;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GridNoticeTest {

  private static final LawSpec MIXTURE = LawSpecs.spec("mixture", Laws.named("mixture"));

  private static Optional<String> notice(@Nullable LawSpec law, int timesteps) {
    Standardiser units = Standardiser.identity(2);
    return GridNotice.of(
        new Run(new RunDraft("r", "topic", "s", units, law, timesteps, null, 1).spec()));
  }

  @Test
  void fewTimesteps_areTold_withWhatWouldDo() {
    assertThat(notice(null, 2)).get().asString().contains("2 timesteps are few", "56 %");
    assertThat(notice(null, 4)).get().asString().contains("by 15 %", "25 leave 1 %");
    assertThat(notice(MIXTURE, 3)).get().asString().contains("3 timesteps are few");
  }

  @Test
  void enoughTimesteps_areNotWorthAWord() {
    assertThat(notice(null, 50)).isEmpty();
    assertThat(notice(MIXTURE, 50)).isEmpty();
  }
}
