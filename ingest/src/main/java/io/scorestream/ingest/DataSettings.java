package io.scorestream.ingest;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.ingest.bytes.Spool;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.choice.TableSettings;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.Constraint;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a person names data, to who streams it and to who learns it: a law, or a file.
 *
 * @param sourceId what its source is to be called on the samples topic; empty for a name made of
 *     the rest
 * @param law name of a known law
 * @param file the file, or the folder of images; empty where there is a law
 * @param table how the file is to be read
 */
public record DataSettings(
    Optional<String> sourceId, Optional<String> law, Optional<Path> file, TableChoice table) {

  /** The settings that every command has that is given data. */
  public static final SettingGroup DECLARED = new SettingGroup(TableSettings.DECLARED);

  private static final Constraint<String> IS_ID =
      new Constraint<>(
          Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}").asMatchPredicate(),
          "letters, digits, dots, hyphens and underscores");

  private static final Setting<Optional<String>> SOURCE_ID =
      DECLARED.add(
          Setting.of("source.id", SettingType.TEXT)
              .where(IS_ID)
              .optional(
                  "Names the data's source on the samples topic. Default: the law and the seed, or"
                      + " the file's name without its extensions and the columns. A run that is"
                      + " applied with this alone learns what is on the topic already."));

  private static final Setting<Optional<String>> LAW =
      DECLARED.add(
          Setting.of("law", SettingType.oneOf(Laws.names()))
              .importance(Importance.HIGH)
              .optional("Known law, whose independent draws are the samples."));

  private static final Setting<Optional<Path>> DATA =
      DECLARED.add(
          Setting.of("data", SettingType.PATH)
              .importance(Importance.HIGH)
              .optional(
                  "File whose rows are the samples (text with commas, semicolons, tabs or blanks,"
                      + " gzip, Zstandard, Parquet, NumPy's .npy, IDX), a named pipe, - for standard input, or"
                      + " a folder of PNG and JPEG images."));

  /**
   * Picks these settings out of a command's.
   *
   * @throws ScorestreamException when both a law and a file are given, or what is for files without
   *     one
   */
  public static DataSettings of(Settings settings) {
    Optional<String> law = settings.get(LAW);
    Optional<Path> file = settings.get(DATA);
    TableChoice table = TableSettings.of(settings);
    if (law.isPresent() && file.isPresent()) {
      throw usage("both a law and a file are given", "leave out law (--law) or data (--data)");
    }
    if (file.isEmpty() && !table.equals(TableChoice.ALL)) {
      String given = String.join(", ", table.settings().keySet());
      throw usage(given + " given, but no file", "leave out " + given + ", or give data (--data)");
    }
    return new DataSettings(settings.get(SOURCE_ID), law, file, table);
  }

  /**
   * What is said of data that is neither a law nor a file: how its source is called, and how it is
   * to be read.
   *
   * @param what it is, such as "a topic"
   * @throws ScorestreamException when a law or a file is given too
   */
  public static DataSettings beside(Settings settings, String what) {
    if (settings.get(LAW).isPresent() || settings.get(DATA).isPresent()) {
      throw usage(
          "both " + what + " and a law or a file are given",
          "leave out law (--law) and data (--data), or the other");
    }
    return new DataSettings(
        settings.get(SOURCE_ID), Optional.empty(), Optional.empty(), TableSettings.of(settings));
  }

  /** Whether only a source is named, whose samples are on their topic. */
  public boolean isOnTopic() {
    return sourceId.isPresent() && law.isEmpty() && file.isEmpty();
  }

  /** The same, with this law where neither a law nor a file is given. */
  public DataSettings orLaw(String usual) {
    return law.isPresent() || file.isPresent()
        ? this
        : new DataSettings(sourceId, Optional.of(usual), file, table);
  }

  /**
   * The same, where it names something.
   *
   * @throws ScorestreamException when neither a law nor a file is given
   */
  public DataSettings orRefused() {
    if (law.isEmpty() && file.isEmpty()) {
      throw usage(
          "neither a law nor a file is given",
          "set law (--law) to one of "
              + String.join(", ", Laws.names())
              + ", or data (--data) to a file");
    }
    return this;
  }

  /**
   * Id of the source on the samples topic.
   *
   * @param seed of a law's draws
   */
  public String source(long seed) {
    return sourceId.orElseGet(
        () ->
            law.map(name -> SourceIds.ofLaw(name, seed))
                .orElseGet(
                    () -> SourceIds.ofFile(Spool.named(file.orElseThrow()), table.columns())));
  }

  private static ScorestreamException usage(String message, String remedy) {
    return new ScorestreamException(Reason.USAGE, message, remedy);
  }
}
