package io.scorestream.service.settings;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Puts settings together from a properties file, the environment and the command line, the later
 * over the earlier, and checks all of them at once.
 *
 * <p>A setting {@code registry.url} is {@code SCORESTREAM_REGISTRY_URL} in the environment and
 * {@code --registry-url} on the command line. Names that start with {@code kafka.} are handed to
 * the Kafka clients unchecked.
 */
public final class SettingsLoader {

  private static final String ENVIRONMENT = "SCORESTREAM_";
  private static final String KAFKA = "kafka.";

  private final ConfigDef declared;
  private final Map<String, String> given = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param declared the settings that exist
   */
  public SettingsLoader(ConfigDef declared) {
    this.declared = declared;
  }

  /** Adds the entries of a properties file. */
  public SettingsLoader file(Path file) {
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
    properties.stringPropertyNames().forEach(name -> put(name, properties, file));
    return this;
  }

  /**
   * Adds what the environment holds for declared settings. Other variables are left alone, since
   * one environment may serve several services, and so are empty ones: a file of variables cannot
   * leave one out.
   */
  public SettingsLoader environment(Map<String, String> environment) {
    declared
        .names()
        .forEach(
            name -> {
              String value = environment.get(variable(name));
              if (value != null && !value.isBlank()) {
                given.put(name, value);
              }
            });
    String prefix = variable(KAFKA);
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
    values.forEach(this::put);
    return this;
  }

  /**
   * The settings, all of them valid.
   *
   * @throws ScorestreamException naming every mistake at once
   */
  public Settings load() {
    Map<String, String> own = new LinkedHashMap<>();
    Map<String, String> kafka = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          if (name.startsWith(KAFKA)) {
            kafka.put(name.substring(KAFKA.length()), value);
          } else {
            own.put(name, value);
          }
        });
    List<ConfigValue> checked = declared.validate(own);
    for (ConfigValue value : checked) {
      // Kafka adds a second message that only follows from the first.
      value.errorMessages().stream().findFirst().ifPresent(problems::add);
    }
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
    return new Settings(declared.parse(own), kafka);
  }

  /** The environment variable of a setting. */
  public static String variable(String name) {
    return ENVIRONMENT + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The command-line option of a setting. */
  public static String option(String name) {
    return "--" + name.replace('.', '-');
  }

  private void put(String name, Properties properties, Path file) {
    if (!put(name, properties.getProperty(name))) {
      problems.set(problems.size() - 1, problems.get(problems.size() - 1) + " in " + file);
    }
  }

  private boolean put(String name, String value) {
    if (declared.names().contains(name) || name.startsWith(KAFKA)) {
      given.put(name, value);
      return true;
    }
    problems.add("there is no setting '" + name + "'" + NearestName.hint(name, declared.names()));
    return false;
  }
}
