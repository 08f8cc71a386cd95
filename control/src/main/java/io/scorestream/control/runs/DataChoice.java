package io.scorestream.control.runs;

import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.ingest.FileSource;
import io.scorestream.ingest.SourceIds;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.rows.Rows;
import io.scorestream.run.HoldOut;
import io.scorestream.run.LawSpecs;
import io.scorestream.run.RunDraft;
import io.scorestream.run.encoding.Dequantisation;
import io.scorestream.run.encoding.ScaleChoice;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.run.encoding.StandardiserFit;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.NearestName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a run learns: a law that is known, or a file with samples. */
public sealed interface DataChoice {

  /** The law of a run that names none. */
  String DEFAULT_LAW = "mixture";

  /** Id of the source on the samples topic. */
  String source();

  /**
   * The draft of a run on this data.
   *
   * @param run run id, or {@code null} for one made of the rest
   * @param topic full name of the samples topic
   * @param until largest milestone, or {@code null} for no end
   */
  RunDraft draft(
      @Nullable String run, String topic, int timesteps, @Nullable Long until, long seed);

  /** Settings of the producer that streams this data. */
  Map<String, String> producerSettings();

  /** How many samples there are to train on; empty where there is no end. */
  OptionalLong trainable(HoldOut holdOut);

  /**
   * The choice that options make; without any, the default law.
   *
   * @param table how the file is to be read
   * @throws ScorestreamException when both are given, or the law is not known
   */
  static DataChoice of(
      @Nullable String law,
      @Nullable String data,
      TableChoice table,
      ScaleChoice scale,
      long seed) {
    if (data == null) {
      if (!table.equals(TableChoice.ALL)) {
        String given = String.join(", ", table.settings().keySet());
        throw usage(
            given + " given without a file", "add --data FILE, or leave out what is for files");
      }
      return OfLaw.named(law == null ? DEFAULT_LAW : law, seed);
    }
    if (law != null) {
      throw usage("both a law and a file are given", "leave out --law or --data");
    }
    return new OfFile(Path.of(data), table, scale);
  }

  private static ScorestreamException usage(String message, String remedy) {
    return new ScorestreamException(Reason.USAGE, message, remedy);
  }

  /**
   * A law that is known.
   *
   * @param name of the catalogue
   * @param seed of its samples
   */
  record OfLaw(String name, Law law, long seed) implements DataChoice {

    static OfLaw named(String name, long seed) {
      if (!Laws.names().contains(name)) {
        throw usage(
            "there is no law '" + name + "'" + NearestName.hint(name, Laws.names()),
            "choose one of " + String.join(", ", Laws.names()));
      }
      return new OfLaw(name, Laws.named(name), seed);
    }

    @Override
    public String source() {
      return SourceIds.ofLaw(name, seed);
    }

    @Override
    public RunDraft draft(
        @Nullable String run, String topic, int timesteps, @Nullable Long until, long seed) {
      String id = run == null ? "%s-n%s-s%s".formatted(name, timesteps, seed) : run;
      return new RunDraft(
          id,
          topic,
          source(),
          Standardiser.identity(law.dimension()),
          LawSpecs.spec(name, law),
          timesteps,
          until,
          seed);
    }

    @Override
    public Map<String, String> producerSettings() {
      return Map.of("law", name, "seed", String.valueOf(seed), "source.id", source());
    }

    @Override
    public OptionalLong trainable(HoldOut holdOut) {
      return OptionalLong.empty();
    }
  }

  /**
   * A file with samples, one a row, or a folder of images.
   *
   * @param table how it is to be read
   * @param scale what divides columns
   */
  record OfFile(Path file, TableChoice table, ScaleChoice scale) implements DataChoice {

    /** Rows that are read at a time. */
    private static final int BLOCK = 1_024;

    @Override
    public String source() {
      return SourceIds.ofFile(file, table.columns());
    }

    @Override
    public RunDraft draft(
        @Nullable String run, String topic, int timesteps, @Nullable Long until, long seed) {
      String id =
          run == null
              ? "%s-n%s-s%s".formatted(source().toLowerCase(Locale.ROOT), timesteps, seed)
              : run;
      try (FileSource rows = FileSource.open(file, table)) {
        Standardiser fitted = fitted(rows, seed);
        return new RunDraft(
            id,
            topic,
            source(),
            rows.columns(),
            rows.image().orElse(null),
            fitted,
            null,
            timesteps,
            until,
            seed);
      }
    }

    /** Of all rows that are not held out: the first ones may not be like the rest. */
    private Standardiser fitted(FileSource rows, long seed) {
      if (!rows.varies()) {
        throw new ScorestreamException(
            Reason.BAD_DATA,
            "%s has nothing to learn: its %s rows are all equal".formatted(file, rows.count()),
            "give a file whose rows differ, or other columns of it (--columns)");
      }
      StandardiserFit fit = new StandardiserFit(rows.columns(), scale);
      LongPredicate kept = RunDraft.holdOut(seed).heldOutOf(source()).negate();
      for (long first = 0; first < rows.count(); first += BLOCK) {
        Rows block = rows.read(first, BLOCK);
        fit.add(block.chosen(chosen(kept, first, block.count())));
      }
      if (fit.count() < 2) {
        throw new ScorestreamException(
            Reason.BAD_DATA,
            "%s has %s samples to train on, beside those held out".formatted(file, fit.count()),
            "give a file with more rows");
      }
      return fit.fitted(Dequantisation.fixed(seed));
    }

    private static int[] chosen(LongPredicate kept, long first, int count) {
      return IntStream.range(0, count).filter(row -> kept.test(first + row)).toArray();
    }

    @Override
    public Map<String, String> producerSettings() {
      Map<String, String> settings = new HashMap<>();
      settings.put("data", file.toString());
      settings.put("source.id", source());
      settings.putAll(table.settings());
      return settings;
    }

    @Override
    public OptionalLong trainable(HoldOut holdOut) {
      try (FileSource rows = FileSource.open(file, table)) {
        return OptionalLong.of(holdOut.keptOf(source(), rows.count()));
      }
    }
  }
}
