package io.scorestream.service.settings;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Puts settings together from a properties or YAML file, the environment and the command line, the
 * later over the earlier, and checks all of them at once.
 *
 * <p>A setting {@code registry.url} is {@code SCORESTREAM_REGISTRY_URL} in the environment and
 * {@code --registry-url} on the command line. Names that start with {@code kafka.} are for Kafka's
 * clients: see {@link KafkaSettings}.
 */
public final class SettingsLoader {

  private static final String KAFKA = "kafka.";

  private final SettingGroup declared;
  private final Map<String, String> given = new TreeMap<>();
  private final Map<String, String> places = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private Map<String, String> environment = Map.of();

  /**
   * @param declared the settings that exist
   */
  public SettingsLoader(SettingGroup declared) {
    this.declared = declared;
  }

  /** Adds the entries of a properties file, or of a YAML file where it is named so. */
  public SettingsLoader file(Path file) {
    if (YamlSettings.isNamedSo(file)) {
      YamlSettings.read(file).forEach((name, entry) -> put(name, entry.value(), entry.place()));
      return this;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.NO_INPUT,
          "settings file " + file + " cannot be read: " + e.getMessage(),
          "give the path of a readable properties file",
          e);
    }
    properties
        .stringPropertyNames()
        .forEach(name -> put(name, properties.getProperty(name), file.toString()));
    return this;
  }

  /**
   * Adds what the environment holds for declared settings. Other variables are left alone, since
   * one environment may serve several services, and so are empty ones: a file of variables cannot
   * leave one out.
   */
  public SettingsLoader environment(Map<String, String> process) {
    environment = Map.copyOf(process);
    for (Setting<?> setting : declared.all()) {
      String value = environment.get(setting.variable());
      if (value != null && !value.isBlank()) {
        given.put(setting.name(), value);
        places.remove(setting.name());
      }
    }
    String prefix = Setting.variable(KAFKA);
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            String key = name.substring(prefix.length()).toLowerCase(Locale.ROOT);
            given.put(KAFKA + key.replace('_', '.'), value);
          }
        });
    return this;
  }

  /** Adds values by name, as a command line gives them. */
  public SettingsLoader values(Map<String, String> values) {
    values.forEach(
        (name, value) -> {
          places.remove(name);
          put(name, value);
        });
    return this;
  }

  /**
   * The settings, all of them valid.
   *
   * @throws ScorestreamException naming every mistake at once
   */
  public Settings load() {
    Map<Setting<?>, Object> values = new HashMap<>();
    declared.all().forEach(setting -> read(setting, values));
    Map<String, String> kafka = new TreeMap<>();
    given.forEach(
        (name, value) -> {
          if (name.startsWith(KAFKA)) {
            kafka.put(name.substring(KAFKA.length()), value);
          }
        });
    problems.addAll(KafkaSettings.problems(kafka));
    if (!problems.isEmpty()) {
      throw new ScorestreamException(
          Reason.USAGE,
          (problems.size() == 1
                  ? "a setting is wrong: "
                  : problems.size() + " settings are wrong: ")
              + String.join("; ", problems),
          "mend them on the command line, in the environment or in the settings file; --help lists"
              + " all settings");
    }
    return new Settings(values, kafka, environment);
  }

  private <T> void read(Setting<T> setting, Map<Setting<?>, Object> values) {
    String text = given.get(setting.name());
    if (text == null || text.isBlank()) {
      setting
          .fallback()
          .ifPresentOrElse(
              value -> values.put(setting, value),
              () -> problems.add(setting.name() + " (" + setting.option() + ") has to be given"));
      return;
    }
    try {
      values.put(setting, setting.type().reader().apply(text.trim()));
    } catch (IllegalArgumentException e) {
      String place = places.get(setting.name());
      problems.add(
          "%s is %s, but must be %s%s"
              .formatted(
                  setting.name(),
                  setting.type().isSecret() ? "given" : "'" + text + "'",
                  e.getMessage(),
                  place == null ? "" : " in " + place));
    }
  }

  private void put(String name, String value, String place) {
    places.put(name, place);
    if (!put(name, value)) {
      problems.set(problems.size() - 1, problems.get(problems.size() - 1) + " in " + place);
    }
  }

  private boolean put(String name, String value) {
    if (declared.find(name).isPresent() || name.startsWith(KAFKA)) {
      given.put(name, value);
      return true;
    }
    problems.add("there is no setting '" + name + "'" + NearestName.hint(name, declared.names()));
    return false;
  }
}
