package io.scorestream.control.runs;

import io.scorestream.events.NetworkSpec;
import io.scorestream.service.settings.SettingType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How timesteps have networks in common, from the paper's one each to one for all, as a person
 * writes it.
 *
 * @param bands of neighbouring timesteps with one network each, at least 1; null for a network for
 *     each timestep
 */
public record Sharing(@Nullable Integer bands) {

  private static final String EACH = "per-timestep";
  private static final String ALL = "shared";
  private static final String BANDS = "bands:";

  static final SettingType<Sharing> TYPE =
      new SettingType<>(EACH + "|" + BANDS + "B|" + ALL, Sharing::parse, Sharing::toString);

  /** One network for all timesteps. */
  static final Sharing BY_ALL = new Sharing(1);

  /** That of a specification. */
  public static Sharing of(NetworkSpec spec) {
    return new Sharing(spec.getBands());
  }

  /** So many shards, or fewer: a band is one thread's, and with two in each two processors work. */
  int shards(int most) {
    return bands == null ? most : Math.max(1, Math.min(most, bands / 2));
  }

  private static Sharing parse(String text) {
    String wanted = text.toLowerCase(Locale.ROOT).replace('_', '-');
    return switch (wanted) {
      case EACH -> new Sharing(null);
      case ALL -> BY_ALL;
      default -> {
        if (!wanted.matches(BANDS + "[1-9]\\d{0,5}")) {
          throw new IllegalArgumentException(
              "%s, %s, or %s and how many, such as %s8".formatted(EACH, ALL, BANDS, BANDS));
        }
        yield new Sharing(Integer.valueOf(wanted.substring(BANDS.length())));
      }
    };
  }

  @Override
  public String toString() {
    if (bands == null) {
      return EACH;
    }
    return bands == 1 ? ALL : BANDS + bands;
  }
}
