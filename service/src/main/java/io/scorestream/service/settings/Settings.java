package io.scorestream.service.settings;

import java.util.Map;

/** Checked values of declared settings; immutable. Made by {@link SettingsLoader}. */
public final class Settings {

  private final Map<Setting<?>, Object> values;
  private final Map<String, String> kafka;
  private final Map<String, String> environment;

  Settings(
      Map<Setting<?>, Object> values, Map<String, String> kafka, Map<String, String> environment) {
    this.values = Map.copyOf(values);
    this.kafka = Map.copyOf(kafka);
    this.environment = Map.copyOf(environment);
  }

  /** The value of a setting, its default where nothing was said. */
  @SuppressWarnings("unchecked") // The loader puts a setting's own type in.
  public <T> T get(Setting<T> setting) {
    Object value = values.get(setting);
    if (value == null) {
      throw new IllegalArgumentException("setting " + setting.name() + " is not declared here");
    }
    return (T) value;
  }

  /** Settings that go to every Kafka client as they are: those given as {@code kafka.<name>}. */
  public Map<String, String> kafka() {
    return kafka;
  }

  /** The process's environment, for defaults that depend on it, such as {@code XDG_CACHE_HOME}. */
  public Map<String, String> environment() {
    return environment;
  }

  /** No values: some of them are secret. */
  @Override
  public String toString() {
    return values.size() + " settings, and " + kafka.keySet() + " for Kafka";
  }
}
