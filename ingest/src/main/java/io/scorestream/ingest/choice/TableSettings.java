package io.scorestream.ingest.choice;

import io.scorestream.events.ImageShape;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.settings.SettingsLoader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings by which a person says how a file is to be read. */
public final class TableSettings {

  /** What everybody who is given a file can be told of it. */
  public static final SettingGroup DECLARED = new SettingGroup();

  private static final Pattern SHAPE =
      Pattern.compile("(\\d{1,6})x(\\d{1,6})(?:x(\\d))?(?:@([1-9]\\d{0,5}))?");

  private static final Setting<Optional<String>> COLUMNS =
      DECLARED.add(
          Setting.of("columns", SettingType.TEXT)
              .optional(
                  "Columns of the file, as names or as numbers from 1 and ranges, such as 2-257;"
                      + " without it, all."));

  private static final Setting<Header> HEADER =
      DECLARED.add(
          Setting.of("header", SettingType.choice(Header.class))
              .otherwise(
                  Header.AUTO,
                  "Whether the first row holds the columns' names; auto finds out from the first"
                      + " rows."));

  private static final Setting<Optional<Kinds>> KINDS =
      DECLARED.add(
          Setting.of("kinds", new SettingType<>("kinds", Kinds::parse, Kinds::toString))
              .optional(
                  "Kinds of columns where they are not to be found out, such as"
                      + " age=integer,3-7=categorical: continuous, integer, binary or"
                      + " categorical, by the columns' names or their numbers among those chosen."));

  private static final Setting<MissingCells> MISSING =
      DECLARED.add(
          Setting.of("missing", SettingType.choice(MissingCells.class))
              .otherwise(
                  MissingCells.REFUSE,
                  "What to do with rows that lack a cell (empty, NA, N/A, null, NaN, ? or -):"
                      + " refuse the file, drop the row, or put the column's mean there."));

  private static final Setting<Outliers> OUTLIERS =
      DECLARED.add(
          Setting.of("outliers", SettingType.choice(Outliers.class))
              .otherwise(
                  Outliers.REFUSE,
                  "What to do with a number that lies a million times further out than half of its"
                      + " column's numbers: refuse the file, drop the row, or keep it."));

  private static final Setting<Optional<ImageShape>> IMAGE =
      DECLARED.add(
          Setting.of(
                  "image",
                  new SettingType<>(
                      "HxW[xC][@COLUMN]", TableSettings::shape, TableSettings::shapeText))
              .optional(
                  "Height and width, such as 16x16, where each row of a table is an image, or"
                      + " 32x32x3 with its channels, a pixel's side by side; 16x16@2 where column"
                      + " 2 of those that are read is the first pixel, and others are none."));

  private TableSettings() {}

  /** The choice that settings make, whose group has these. */
  public static TableChoice of(Settings settings) {
    return new TableChoice(
        settings.get(COLUMNS).orElse(null),
        settings.get(HEADER),
        settings.get(KINDS).orElse(Kinds.FOUND),
        settings.get(MISSING),
        settings.get(OUTLIERS),
        settings.get(IMAGE));
  }

  /**
   * The choice that texts make, by the settings' names.
   *
   * @throws io.scorestream.service.ScorestreamException naming every mistake
   */
  public static TableChoice of(Map<String, String> values) {
    return of(new SettingsLoader(DECLARED).values(values).load());
  }

  static Map<String, String> values(TableChoice choice) {
    Map<String, String> values = new HashMap<>();
    put(values, COLUMNS, Optional.ofNullable(choice.columns()));
    put(values, HEADER, choice.header());
    put(values, KINDS, Optional.of(choice.kinds()).filter(kinds -> !kinds.equals(Kinds.FOUND)));
    put(values, MISSING, choice.missing());
    put(values, OUTLIERS, choice.outliers());
    put(values, IMAGE, choice.image());
    return values;
  }

  private static <T> void put(Map<String, String> values, Setting<T> setting, T value) {
    if (!setting.fallback().equals(Optional.of(value))) {
      values.put(setting.name(), setting.type().writer().apply(value));
    }
  }

  private static ImageShape shape(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "height and width, such as 16x16, or 32x32x3, or 16x16@2 from column 2 on");
    }
    return new ImageShape(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        parts.group(3) == null ? 1 : Integer.parseInt(parts.group(3)),
        parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4)) - 1);
  }

  private static String shapeText(ImageShape shape) {
    return shape.getHeight()
        + "x"
        + shape.getWidth()
        + (shape.getChannels() == 1 ? "" : "x" + shape.getChannels())
        + (shape.getFirst() == 0 ? "" : "@" + (shape.getFirst() + 1));
  }
}
