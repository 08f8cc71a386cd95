package io.scorestream.ingest.choice;

import io.scorestream.events.ImageShape;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read.
 *
 * @param columns names, or numbers from 1 and ranges, such as {@code x,y} or {@code 1,3-5}; {@code
 *     null} for all
 * @param header whether the first row holds names
 * @param kinds of columns, where they are not to be found
 * @param missing what is done with rows that lack a cell
 * @param outliers what is done with numbers that are far out
 * @param image shape of each sample; empty where the file says it, or they are no images
 */
public record TableChoice(
    @Nullable String columns,
    Header header,
    Kinds kinds,
    MissingCells missing,
    Outliers outliers,
    Optional<ImageShape> image) {

  /** All columns, and everything as it is found. */
  public static final TableChoice ALL = ofColumns(null);

  /** Some columns, or all for {@code null}, and the rest as it is found. */
  public static TableChoice ofColumns(@Nullable String columns) {
    return new TableChoice(
        columns, Header.AUTO, Kinds.FOUND, MissingCells.REFUSE, Outliers.REFUSE, Optional.empty());
  }

  /** The same, which takes missing cells and numbers far out. */
  public TableChoice lenient() {
    return new TableChoice(columns, header, kinds, MissingCells.MEAN, Outliers.KEEP, image);
  }

  /** Settings that make this choice: none for what holds without. */
  public Map<String, String> settings() {
    return new TreeMap<>(TableSettings.values(this));
  }
}
