package io.scorestream.cli.export;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What commands that give something out let a person say, in the same words. */
final class Choices {

  /** Which milestone, unless one is named. */
  static final String NEWEST = "newest";

  /** The milestone whose generations are nearest to the data. */
  static final String BEST = "best";

  /** Columns with a value each, commas between them. */
  static final SettingType<Map<String, String>> WHERE =
      new SettingType<>("column=value", Choices::values, Choices::text);

  private Choices() {}

  private static Map<String, String> values(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1
          || values.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip())
              != null) {
        throw new IllegalArgumentException(
            "columns with a value each, such as digit=7 or digit=7,income=50000");
      }
    }
    return values;
  }

  private static String text(Map<String, String> values) {
    return values.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(","));
  }

  static Setting<Optional<String>> oneRun(String documentation) {
    return Setting.of("run", SettingType.TEXT).importance(Importance.HIGH).optional(documentation);
  }

  static Setting<String> milestone() {
    return Setting.of("milestone", SettingType.TEXT)
        .otherwise(
            NEWEST,
            "Number of samples m, newest, or best: the one whose sliced W2 is least beside its"
                + " floor.");
  }

  static Setting<String> out(String documentation) {
    return Setting.of("out", SettingType.TEXT).importance(Importance.HIGH).required(documentation);
  }

  static <F extends Enum<F>> Setting<Optional<F>> format(Class<F> formats) {
    return Setting.of("format", SettingType.choice(formats))
        .optional("In what form; without it as the name's ending says.");
  }

  /**
   * The form that was asked for.
   *
   * @throws ScorestreamException when neither the setting nor the name says one
   */
  static <F extends Enum<F>> F format(Optional<F> named, Destination out, Class<F> formats) {
    List<F> all = List.of(formats.getEnumConstants());
    return named
        .or(() -> out.format(all))
        .orElseThrow(
            () ->
                new ScorestreamException(
                    Reason.USAGE,
                    "'" + out.out() + "' does not say in what form",
                    "add --format, one of "
                        + all.stream()
                            .map(format -> format.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }

  /**
   * A milestone by its number.
   *
   * @throws ScorestreamException when it is none
   */
  static long number(String milestone, String... words) {
    try {
      return Long.parseLong(milestone);
    } catch (NumberFormatException e) {
      throw new ScorestreamException(
          Reason.USAGE,
          "'" + milestone + "' is no milestone",
          "give a number of samples, or " + String.join(" or ", words),
          e);
    }
  }
}
