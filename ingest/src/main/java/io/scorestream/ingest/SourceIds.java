package io.scorestream.ingest;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ids of sources that nobody named. Producers and those who publish runs make them the same way, so
 * that a run finds its samples. Pure functions.
 */
public final class SourceIds {

  /** A run of the source is called after it, with more behind. */
  private static final int LONGEST = 40;

  /** What says how a file is written, and nothing of what is in it. */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "csv", "tsv", "txt", "dat", "data", "tab", "npy", "idx", "parquet", "gz", "zst", "zstd");

  private SourceIds() {}

  /** Of a law's draws: the law and their seed. */
  public static String ofLaw(String law, long seed) {
    return law + "-" + seed;
  }

  /** Of a topic's records: its name, and the fields. */
  public static String ofTopic(String topic, @Nullable String columns) {
    return ofFile(Path.of(topic), columns);
  }

  /**
   * Of a file's rows or a folder's images: its name without the extensions that say how it is
   * written, and without accents, and the columns. Where letters of the name are lost, or it is too
   * long, a number made of all of it goes behind, so that files of unequal names have unequal ids.
   *
   * @param columns as they were given; {@code null} for all
   * @return 1 to {@value #LONGEST} letters, digits and single hyphens, none of them at an end
   */
  public static String ofFile(Path file, @Nullable String columns) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString();
    String stem = withoutExtensions(Normalizer.normalize(name, Normalizer.Form.NFC));
    String plain = withoutAccents(stem.toLowerCase(Locale.ROOT));
    String kept = letters(plain);
    String id = letters(columns == null ? kept : kept + "-" + withoutAccents(columns));
    if (!kept.isEmpty() && !losesLetters(plain) && id.length() <= LONGEST) {
      return id;
    }
    String number = HexFormat.of().toHexDigits((name + "\n" + columns).hashCode());
    int room = LONGEST - number.length() - 1;
    return letters(
        (kept.isEmpty() ? "file" : id.substring(0, Math.min(id.length(), room))) + "-" + number);
  }

  private static String withoutExtensions(String name) {
    String stem = name;
    for (String shorter = cut(stem); !shorter.equals(stem); shorter = cut(stem)) {
      stem = shorter;
    }
    return stem;
  }

  private static String cut(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))
        ? name.substring(0, dot)
        : name;
  }

  private static String withoutAccents(String text) {
    return Normalizer.normalize(text.replace("ß", "ss"), Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "");
  }

  /** Whether the name begins with what no id begins with, or has letters that no id has. */
  private static boolean losesLetters(String plain) {
    return !plain.matches("[a-z0-9].*")
        || plain.codePoints().anyMatch(c -> c > 0x7f && Character.isLetterOrDigit(c));
  }

  private static String letters(String text) {
    return text.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
