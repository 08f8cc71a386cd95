package io.scorestream.service.command;

import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.Stack;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Gives a command one option for each declared setting, and reads the settings back. */
public final class SettingsOptions {

  private static final String FILE = "--config";
  private static final String KAFKA = "--kafka";

  /** Where picocli tells what stands between an option and its value. */
  private static final String ATTACHED_BY = "separator";

  private static final Set<String> TRUTHS = Set.of("true", "false");

  private final SettingGroup declared;
  private final List<Setting<?>> positional;

  /**
   * @param declared the settings of the command
   * @param positional those that may also be given by their place alone, in that order
   */
  public SettingsOptions(SettingGroup declared, Setting<?>... positional) {
    this.declared = declared;
    this.positional = List.of(positional);
  }

  /**
   * Adds {@code --config}, {@code --kafka} where the command is a client of Kafka, and an option
   * for each setting.
   */
  public void addTo(CommandSpec command) {
    command.addOption(
        OptionSpec.builder(FILE)
            .type(Path.class)
            .paramLabel("FILE")
            .description("Properties or YAML file with settings by their dotted names.")
            .build());
    if (declared.names().containsAll(ConnectionSettings.DECLARED.names())) {
      command.addOption(
          OptionSpec.builder(KAFKA)
              .type(Map.class)
              .auxiliaryTypes(String.class, String.class)
              .paramLabel("NAME=VALUE")
              .description("A setting for every Kafka client, such as security.protocol=SSL.")
              .build());
    }
    declared.all().forEach(setting -> command.addOption(option(setting)));
    for (int i = 0; i < positional.size(); i++) {
      command.addPositional(
          PositionalParamSpec.builder()
              .index(String.valueOf(i))
              .arity("0..1")
              .type(String.class)
              .paramLabel(positional.get(i).name().toUpperCase(Locale.ROOT))
              .description("The same as " + positional.get(i).option() + ".")
              .build());
    }
  }

  /** Lets a command take its settings file by its place alone, too. */
  static void addFileTo(CommandSpec command) {
    command.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(Path.class)
            .paramLabel("FILE")
            .description("The same as " + FILE + ".")
            .build());
  }

  /** Puts together what the file, the environment and the options say, and checks it. */
  public Settings read(ParseResult parsed, Map<String, String> environment) {
    SettingsLoader loader = new SettingsLoader(declared);
    Path file = parsed.matchedOptionValue(FILE, null);
    if (file != null) {
      loader.file(file);
    }
    parsed.matchedPositionals().stream()
        .filter(placed -> placed.type() == Path.class)
        .map(placed -> placed.<Path>getValue())
        .forEach(loader::file);
    loader.environment(environment);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < positional.size(); i++) {
      String value = parsed.matchedPositionalValue(i, (String) null);
      if (value != null) {
        values.put(positional.get(i).name(), value);
      }
    }
    for (Setting<?> setting : declared.all()) {
      String value = parsed.matchedOptionValue(setting.option(), (String) null);
      if (value != null) {
        values.put(setting.name(), value);
      }
    }
    Map<String, String> kafka = parsed.matchedOptionValue(KAFKA, Map.of());
    kafka.forEach((name, value) -> values.put("kafka." + name, value));
    return loader.values(values).load();
  }

  private static OptionSpec option(Setting<?> setting) {
    String fallback = setting.shownFallback();
    boolean isFlag = setting.type().label().equals(SettingType.BOOLEAN.label());
    return OptionSpec.builder(setting.option())
        .type(String.class)
        .arity(isFlag ? "0..1" : "1")
        .preprocessor(isFlag ? SettingsOptions::completeFlag : null)
        .paramLabel(setting.type().label())
        .description(
            (setting.documentation() + (fallback.isEmpty() ? "" : " Default: " + fallback + "."))
                .replace("%", "%%"))
        .build();
  }

  /** A flag alone is true: what stands behind it is its value only where that is a truth. */
  private static boolean completeFlag(
      Stack<String> words, CommandSpec command, ArgSpec flag, Map<String, Object> how) {
    boolean isAttached = command.parser().separator().equals(how.get(ATTACHED_BY));
    boolean isSaid = !words.isEmpty() && TRUTHS.contains(words.peek().toLowerCase(Locale.ROOT));
    if (!isAttached && !isSaid) {
      words.push("true");
    }
    return false;
  }
}
