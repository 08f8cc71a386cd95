package io.scorestream.quickstart;

import io.scorestream.control.runs.RunSettings;
import io.scorestream.service.settings.Constraint;
import io.scorestream.service.settings.HttpSettings;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a quickstart; {@code null} where nothing was said.
 *
 * @param run what is trained
 * @param dir where everything is kept
 * @param report where the report goes
 * @param exit whether to end after the largest milestone
 * @param port Kafka's port
 * @param http where the page is that shows it, and who may ask for its data
 * @param quiet whether to print only the last lines
 */
public record QuickstartSettings(
    RunSettings run,
    @Nullable Path dir,
    @Nullable Path report,
    boolean exit,
    @Nullable Integer port,
    HttpSettings http,
    boolean quiet) {

  /** Every setting of a quickstart: its run's, and its own. */
  public static final SettingGroup DECLARED = new SettingGroup(RunSettings.DECLARED);

  private static final int LAST_PORT = 65_535;

  private static final int PORTS = 4;

  private static final Setting<Optional<Path>> DIR =
      DECLARED.add(
          Setting.of("dir", SettingType.PATH)
              .importance(Importance.HIGH)
              .optional(
                  "Where everything is kept. Default: scorestream/quickstart in $XDG_DATA_HOME or"
                      + " ~/.local/share."));

  private static final Setting<Optional<Path>> REPORT =
      DECLARED.add(
          Setting.of("report", SettingType.PATH)
              .optional("Where the report goes. Default: report/RUN in --dir."));

  private static final Setting<Boolean> EXIT =
      DECLARED.add(
          Setting.of("exit", SettingType.BOOLEAN)
              .importance(Importance.HIGH)
              .otherwise(false, "End when the largest milestone is evaluated."));

  private static final Setting<Optional<Integer>> PORT =
      DECLARED.add(
          Setting.of("port", SettingType.INT)
              .where(Constraint.between(1, LAST_PORT - PORTS + 1))
              .optional(
                  "Kafka's port; the registry takes the next, and two more follow. Default: free"
                      + " ports."));

  private static final Setting<Integer> HTTP_PORT =
      DECLARED.add(
          Setting.of("http.port", SettingType.INT)
              .where(Constraint.between(0, LAST_PORT))
              .otherwise(
                  0,
                  "Port of the page that shows the run as it goes, on this machine alone; 0 for any"
                      + " that is free."));

  private static final Setting<Optional<String>> HTTP_TOKEN = DECLARED.add(HttpSettings.TOKEN);

  private static final Setting<Boolean> QUIET =
      DECLARED.add(
          Setting.of("quiet", SettingType.BOOLEAN)
              .otherwise(false, "Print only the last lines and errors."));

  /** Picks these settings out. */
  static QuickstartSettings of(Settings settings) {
    return new QuickstartSettings(
        RunSettings.of(settings),
        settings.get(DIR).orElse(null),
        settings.get(REPORT).orElse(null),
        settings.get(EXIT),
        settings.get(PORT).orElse(null),
        HttpSettings.local(settings.get(HTTP_PORT)).withToken(settings.get(HTTP_TOKEN)),
        settings.get(QUIET));
  }
}
