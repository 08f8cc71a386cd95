package io.scorestream.ingest;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Ids of sources that nobody named. Producers and those who publish runs make them the same way, so
 * that a run finds its samples. Pure functions.
 */
public final class SourceIds {

  /** A run of the source is called after it, with more behind. */
  private static final int LONGEST = 40;

  private SourceIds() {}

  /** Of a law's draws: the law and their seed. */
  public static String ofLaw(String law, long seed) {
    return law + "-" + seed;
  }

  /**
   * Of a file's rows: its name without extensions and accents, and the columns. Where nothing of
   * the name is left in these letters, or too much, a number made of all of it stands for it.
   *
   * @param columns as they were given; {@code null} for all
   * @return 1 to {@value #LONGEST} letters, digits and single hyphens, none of them at an end
   */
  public static String ofFile(Path file, @Nullable String columns) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString();
    String stem = letters(name.replaceFirst("\\..*$", "").toLowerCase(Locale.ROOT));
    String id = letters(columns == null ? stem : stem + "-" + columns);
    if (!stem.isEmpty() && id.length() <= LONGEST) {
      return id;
    }
    String number = HexFormat.of().toHexDigits((name + "\n" + columns).hashCode());
    String kept = id.substring(0, Math.min(id.length(), LONGEST - number.length() - 1));
    return letters((stem.isEmpty() ? "file" : kept) + "-" + number);
  }

  private static String letters(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .replaceAll("[^A-Za-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }
}
