package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.run.encoding.Standardiser;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnNamesTest {

  @Test
  void columns_haveTheNamesOfTheirSource_orTheirNumbers() {
    Law law = Laws.named("mixture");
    RunSpec run =
        new RunDraft(
                "r",
                "samples",
                "s",
                Standardiser.identity(law.dimension()),
                LawSpecs.spec("mixture", law),
                10,
                null,
                1)
            .spec();
    assertThat(ColumnNames.of(run)).containsExactly("x1", "x2");
    RunSpec named =
        RunSpec.newBuilder(run)
            .setColumns(
                List.of(
                    new SourceColumn("height", ColumnKind.CONTINUOUS, 0.0, 1.0, List.of()),
                    new SourceColumn("weight", ColumnKind.CONTINUOUS, 0.0, 1.0, List.of())))
            .build();
    assertThat(ColumnNames.of(named)).containsExactly("height", "weight");
    assertThat(ColumnNames.of(named, 1)).isEqualTo("weight");
  }
}
