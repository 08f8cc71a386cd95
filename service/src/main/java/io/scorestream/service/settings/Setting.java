package io.scorestream.service.settings;

import java.util.Locale;
import java.util.Optional;

/**
 * One thing that a person may set: the only place that says what it is called, what it may be, what
 * holds without it and what it means. A constant of the class that declares it, which reads it with
 * {@link Settings#get}; reference pages and {@code --help} are made of it too.
 *
 * @param name words with dots between them, such as {@code registry.url}
 * @param type how its values are written
 * @param importance how soon people meet it
 * @param fallback what holds where nothing is said; empty where something has to be
 * @param documentation whole sentences
 */
public record Setting<T>(
    String name,
    SettingType<T> type,
    Importance importance,
    Optional<T> fallback,
    String documentation) {

  private static final String ENVIRONMENT = "SCORESTREAM_";

  /** Begins a declaration. */
  public static <T> Draft<T> of(String name, SettingType<T> type) {
    return new Draft<>(name, type, Importance.MEDIUM);
  }

  /** The environment variable that sets it. */
  public String variable() {
    return variable(name);
  }

  /** The command-line option that sets it; one dash is enough for a single letter. */
  public String option() {
    return (name.length() == 1 ? "-" : "--") + name.replace('.', '-');
  }

  /** The default as it would be written; empty where there is none to be shown. */
  public String shownFallback() {
    return fallback.map(type.writer()).orElse("");
  }

  static String variable(String name) {
    return ENVIRONMENT + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /**
   * A setting whose declaration has begun.
   *
   * @param importance {@link Importance#MEDIUM} unless another is given
   */
  public record Draft<T>(String name, SettingType<T> type, Importance importance) {

    /** With a check on its values. */
    public Draft<T> where(Constraint<T> check) {
      return new Draft<>(name, type.where(check), importance);
    }

    /** With this importance. */
    public Draft<T> importance(Importance other) {
      return new Draft<>(name, type, other);
    }

    /** A setting with a default. */
    public Setting<T> otherwise(T fallback, String documentation) {
      return new Setting<>(name, type, importance, Optional.of(fallback), documentation);
    }

    /** A setting that may be left out. */
    public Setting<Optional<T>> optional(String documentation) {
      return new Setting<>(
          name, type.optional(), importance, Optional.of(Optional.empty()), documentation);
    }

    /** A setting that has to be given. */
    public Setting<T> required(String documentation) {
      return new Setting<>(name, type, importance, Optional.empty(), documentation);
    }
  }
}
