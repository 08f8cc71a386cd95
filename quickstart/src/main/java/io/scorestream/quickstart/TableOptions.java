package io.scorestream.quickstart;

import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.choice.TableSettings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a file is to be read: the options that all commands have that are given one. */
final class TableOptions {

  private final Map<String, String> given = new HashMap<>();

  @Option(
      names = "--columns",
      paramLabel = "LIST",
      description = "Columns of the file: names or 1-based ranges such as 2-257. Default: all.")
  void columns(@Nullable String list) {
    put("columns", list);
  }

  @Option(
      names = "--header",
      paramLabel = "auto|yes|no",
      description = "Whether the file's first row holds names. Default: auto.")
  void header(@Nullable String word) {
    put("header", word);
  }

  @Option(
      names = "--kinds",
      paramLabel = "LIST",
      description =
          "Kinds of columns where they are not to be found out: age=integer,zip=categorical.")
  void kinds(@Nullable String list) {
    put("kinds", list);
  }

  @Option(
      names = "--missing",
      paramLabel = "refuse|drop|mean",
      description = "What to do with rows that lack a cell. Default: refuse.")
  void missing(@Nullable String word) {
    put("missing", word);
  }

  @Option(
      names = "--outliers",
      paramLabel = "refuse|drop|keep",
      description = "What to do with numbers far beyond all others. Default: refuse.")
  void outliers(@Nullable String word) {
    put("outliers", word);
  }

  @Option(
      names = "--image",
      paramLabel = "HxW",
      description = "Shape of the image that each row of a table is: 16x16, or 32x32x3.")
  void image(@Nullable String shape) {
    put("image", shape);
  }

  /**
   * What they say.
   *
   * @throws io.scorestream.service.ScorestreamException naming every mistake
   */
  TableChoice choice() {
    return TableSettings.of(given);
  }

  private void put(String name, @Nullable String value) {
    if (value != null) {
      given.put(name, value);
    }
  }
}
