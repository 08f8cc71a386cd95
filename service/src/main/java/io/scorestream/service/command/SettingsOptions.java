package io.scorestream.service.command;

import io.scorestream.service.settings.Settings;
import io.scorestream.service.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Gives a command one option for each declared setting, and reads the settings back. */
public final class SettingsOptions {

  private static final String FILE = "--config";
  private static final String KAFKA = "--kafka";

  private final ConfigDef declared;
  private final List<String> positional;

  /**
   * @param declared the settings of the command
   * @param positional those that may also be given by their place alone, in that order
   */
  public SettingsOptions(ConfigDef declared, String... positional) {
    this.declared = declared;
    this.positional = List.of(positional);
  }

  /** Adds {@code --config}, {@code --kafka} and an option for each setting. */
  public void addTo(CommandSpec command) {
    command.addOption(
        OptionSpec.builder(FILE)
            .type(Path.class)
            .paramLabel("FILE")
            .description("Properties file with settings by their dotted names.")
            .build());
    command.addOption(
        OptionSpec.builder(KAFKA)
            .type(Map.class)
            .auxiliaryTypes(String.class, String.class)
            .paramLabel("NAME=VALUE")
            .description("A setting for every Kafka client, such as security.protocol=SSL.")
            .build());
    declared.configKeys().values().stream()
        .sorted((a, b) -> a.name.compareTo(b.name))
        .forEach(key -> command.addOption(option(key)));
    for (int i = 0; i < positional.size(); i++) {
      command.addPositional(
          PositionalParamSpec.builder()
              .index(String.valueOf(i))
              .arity("0..1")
              .type(String.class)
              .paramLabel(positional.get(i).toUpperCase(Locale.ROOT))
              .description("The same as " + SettingsLoader.option(positional.get(i)) + ".")
              .build());
    }
  }

  /** Puts together what the file, the environment and the options say, and checks it. */
  public Settings read(ParseResult parsed, Map<String, String> environment) {
    SettingsLoader loader = new SettingsLoader(declared);
    Path file = parsed.matchedOptionValue(FILE, null);
    if (file != null) {
      loader.file(file);
    }
    loader.environment(environment);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < positional.size(); i++) {
      String value = parsed.matchedPositionalValue(i, (String) null);
      if (value != null) {
        values.put(positional.get(i), value);
      }
    }
    declared
        .names()
        .forEach(
            name -> {
              String value = parsed.matchedOptionValue(SettingsLoader.option(name), (String) null);
              if (value != null) {
                values.put(name, value);
              }
            });
    Map<String, String> kafka = parsed.matchedOptionValue(KAFKA, Map.of());
    kafka.forEach((name, value) -> values.put("kafka." + name, value));
    return loader.values(values).load();
  }

  private static OptionSpec option(ConfigDef.ConfigKey key) {
    String fallback = key.hasDefault() && key.defaultValue != null ? shown(key) : null;
    return OptionSpec.builder(SettingsLoader.option(key.name))
        .type(String.class)
        .paramLabel(key.type.name())
        .description(
            (key.documentation + (fallback == null ? "" : " Default: " + fallback + "."))
                .replace("%", "%%"))
        .build();
  }

  private static String shown(ConfigDef.ConfigKey key) {
    return ConfigDef.convertToString(key.defaultValue, key.type);
  }
}
