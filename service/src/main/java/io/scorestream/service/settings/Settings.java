package io.scorestream.service.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checked values of declared settings; immutable. Made by {@link SettingsLoader}. */
public final class Settings {

  private final Map<String, Object> values;
  private final Map<String, String> kafka;

  Settings(Map<String, Object> values, Map<String, String> kafka) {
    this.values = new LinkedHashMap<>(values);
    this.kafka = Map.copyOf(kafka);
  }

  /** Value of a STRING setting; {@code null} where it is optional and absent. */
  public String string(String name) {
    return (String) value(name);
  }

  /** Value of an INT setting. */
  public int integer(String name) {
    return (Integer) value(name);
  }

  /** Value of a LONG setting. */
  public long number(String name) {
    return (Long) value(name);
  }

  /** Value of a setting of any type; {@code null} where it is optional and absent. */
  public <T> T optional(String name, Class<T> type) {
    return type.cast(value(name));
  }

  /** Value of a DOUBLE setting. */
  public double real(String name) {
    return (Double) value(name);
  }

  /** Value of a BOOLEAN setting. */
  public boolean flag(String name) {
    return (Boolean) value(name);
  }

  /** Value of a LIST setting. */
  @SuppressWarnings("unchecked")
  public List<String> list(String name) {
    return (List<String>) value(name);
  }

  /** Value of a LONG setting that counts milliseconds. */
  public Duration millis(String name) {
    return Duration.ofMillis(number(name));
  }

  /** Settings that go to every Kafka client as they are: those given as {@code kafka.<name>}. */
  public Map<String, String> kafka() {
    return kafka;
  }

  private Object value(String name) {
    if (!values.containsKey(name)) {
      throw new IllegalArgumentException("setting " + name + " is not declared");
    }
    return values.get(name);
  }
}
