package io.scorestream.service.command;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.Reason;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SettingsCommandTest {

  private static final SettingGroup DECLARED = new SettingGroup();
  private static final Setting<String> RUN =
      DECLARED.add(Setting.of("run", SettingType.TEXT).otherwise("none", "Run id."));
  private static final Setting<Boolean> JSON =
      DECLARED.add(Setting.of("json", SettingType.BOOLEAN).otherwise(false, "For programs."));

  private final StringWriter err = new StringWriter();
  private final AtomicReference<Settings> seen = new AtomicReference<>();

  @ParameterizedTest
  @CsvSource({
    "'', none, false",
    "'--json', none, true",
    "'--json small', small, true",
    "'small --json', small, true",
    "'--json false small', small, false",
    "'--json=false small', small, false",
    "'--json True --run small', small, true",
    "'--json --run small', small, true"
  })
  void flag_aloneIsTrue_andTakesNoPlaceOfAnother(String words, String run, boolean json) {
    assertThat(execute(words)).as(err.toString()).isZero();
    assertThat(requireNonNull(seen.get()).get(RUN)).isEqualTo(run);
    assertThat(requireNonNull(seen.get()).get(JSON)).isEqualTo(json);
  }

  @Test
  void flag_ofNoTruth_isRefused() {
    assertThat(execute("--json=perhaps")).isEqualTo(Reason.USAGE.exitCode());
    assertThat(err.toString()).contains("json").contains("true or false");
  }

  private int execute(String words) {
    CommandLine command =
        SettingsCommand.of(
            Map.of(),
            "show",
            "Shows.",
            DECLARED,
            (settings, line) -> {
              seen.set(settings);
              return 0;
            },
            RUN);
    return command
        .setErr(new PrintWriter(err, true))
        .execute(words.isEmpty() ? new String[0] : words.split(" "));
  }
}
