package io.scorestream.control.runs;

import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.ingest.DataSettings;
import io.scorestream.ingest.FileSource;
import io.scorestream.ingest.SourceIds;
import io.scorestream.ingest.bytes.Spool;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.rows.Rows;
import io.scorestream.run.ColumnNames;
import io.scorestream.run.LawSpecs;
import io.scorestream.run.RunDraft;
import io.scorestream.run.encoding.Dequantisation;
import io.scorestream.run.encoding.ScaleChoice;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.run.encoding.StandardiserFit;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a run learns: a law that is known, or a file with samples. */
public sealed interface DataChoice {

  /** The law of a run that names none. */
  String DEFAULT_LAW = "mixture";

  /** Characters of the data's name in the id of a run that nobody named. */
  int LONGEST = 40;

  /** Id of the source on the samples topic. */
  String source();

  /**
   * The draft of a run on this data.
   *
   * @param run run id, or {@code null} for one made of the rest
   * @param topic full name of the samples topic
   * @param until largest milestone, or {@code null} for no end
   * @param conditioning what samples are to be made of
   */
  RunDraft draft(
      @Nullable String run,
      String topic,
      int timesteps,
      @Nullable Long until,
      long seed,
      Conditioning conditioning);

  /** Settings of the producer that streams this data. */
  Map<String, String> producerSettings();

  /** What there is of it. Reads a file. */
  Supply supply();

  /**
   * What there is of data.
   *
   * @param samples how many; empty where there is no end
   * @param notices what a person should know before it is learned
   */
  record Supply(OptionalLong samples, List<String> notices) {}

  /**
   * What was named; where nothing was, the default law.
   *
   * @param scale what divides a file's columns; {@code null} for what fits a table or images
   */
  static DataChoice of(DataSettings named, @Nullable ScaleChoice scale, long seed) {
    DataSettings data = named.orLaw(DEFAULT_LAW);
    String source = data.source(seed);
    return data.law()
        .<DataChoice>map(law -> new OfLaw(source, law, Laws.named(law), seed))
        .orElseGet(
            () -> new OfFile(source, Spool.file(data.file().orElseThrow()), data.table(), scale));
  }

  /** A run id made of the data's name, of which it keeps what fits. */
  static String runOn(String data, int timesteps, long seed) {
    String plain = data.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "%s-n%s-s%s"
        .formatted(
            plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST), timesteps, seed);
  }

  /**
   * A law that is known.
   *
   * @param source id of its source
   * @param name of the catalogue
   * @param seed of its samples
   */
  record OfLaw(String source, String name, Law law, long seed) implements DataChoice {
    /**
     * Draws of which conditions are taken, in an order in which evenly spaced ones are like all.
     */
    private static final int CONDITIONS = 65_536;

    @Override
    public RunDraft draft(
        @Nullable String run,
        String topic,
        int timesteps,
        @Nullable Long until,
        long seed,
        Conditioning conditioning) {
      boolean named = !source.equals(SourceIds.ofLaw(name, seed));
      Conditioning.Fit fit =
          conditioning.fit(ColumnNames.continuous(law.dimension()), ScaleChoice.COMMON);
      if (!fit.held().isEmpty()) {
        fit.standardiser().add(conditions(fit.held()));
      }
      String id = run == null ? DataChoice.runOn(named ? source : name, timesteps, seed) : run;
      return new RunDraft(
          id,
          topic,
          source,
          List.of(),
          null,
          Standardiser.identity(law.dimension(), fit.held()),
          fit.spec(),
          LawSpecs.spec(name, law),
          timesteps,
          until,
          seed);
    }

    private Rows conditions(Set<Integer> columns) {
      Rows draws = law.draw(CONDITIONS, Seeds.generator(seed, CONDITIONS));
      Comparator<Integer> order =
          columns.stream()
              .sorted()
              .map(column -> Comparator.<Integer, Float>comparing(row -> draws.at(row, column)))
              .reduce(Comparator::thenComparing)
              .orElseThrow();
      return draws.chosen(
          IntStream.range(0, draws.count())
              .boxed()
              .sorted(order)
              .mapToInt(Integer::intValue)
              .toArray());
    }

    @Override
    public Map<String, String> producerSettings() {
      return Map.of("law", name, "seed", String.valueOf(seed), "source.id", source);
    }

    @Override
    public Supply supply() {
      return new Supply(OptionalLong.empty(), List.of());
    }
  }

  /**
   * A file with samples, one a row, or a folder of images.
   *
   * @param source id of its source
   * @param table how it is to be read
   * @param scale what divides columns; {@code null} for a common one of images, and one for each
   *     column of a table
   */
  record OfFile(String source, Path file, TableChoice table, @Nullable ScaleChoice scale)
      implements DataChoice {

    /** Rows that are read at a time. */
    private static final int BLOCK = 1_024;

    @Override
    public RunDraft draft(
        @Nullable String run,
        String topic,
        int timesteps,
        @Nullable Long until,
        long seed,
        Conditioning conditioning) {
      String id = run == null ? DataChoice.runOn(source, timesteps, seed) : run;
      try (FileSource rows = FileSource.open(file, table)) {
        Conditioning.Fit fit = fit(rows, seed, conditioning);
        return new RunDraft(
            id,
            topic,
            source,
            rows.columns(),
            rows.image().orElse(null),
            fit.standardiser().fitted(Dequantisation.fixed(seed)),
            fit.spec(),
            null,
            timesteps,
            until,
            seed);
      }
    }

    /** Of all rows that are not held out: the first ones may not be like the rest. */
    private Conditioning.Fit fit(FileSource rows, long seed, Conditioning conditioning) {
      if (!rows.varies()) {
        throw new ScorestreamException(
            Reason.BAD_DATA,
            rows.count() == 1
                ? "%s has nothing to learn: it has only one row".formatted(file)
                : "%s has nothing to learn: its %s rows are all equal"
                    .formatted(file, rows.count()),
            "give a file whose rows differ, or other columns of it (--columns)");
      }
      Conditioning.Fit made = conditioning.fit(rows.columns(), scale(rows));
      StandardiserFit fit = made.standardiser();
      LongPredicate kept = RunDraft.holdOut(seed).heldOutOf(source).negate();
      for (long first = 0; first < rows.count(); first += BLOCK) {
        Rows block = rows.read(first, BLOCK);
        fit.add(block.chosen(chosen(kept, first, block.count())));
      }
      if (!fit.varies()) {
        throw new ScorestreamException(
            Reason.BAD_DATA,
            "%s has nothing to learn: without the rows held out for evaluation, %s of its %s rows are"
                    .formatted(file, fit.count(), rows.count())
                + " left, and they do not differ",
            "give a file with more rows");
      }
      return made;
    }

    private ScaleChoice scale(FileSource rows) {
      if (scale != null) {
        return scale;
      }
      return rows.image().isPresent() ? ScaleChoice.COMMON : ScaleChoice.COLUMNS;
    }

    private static int[] chosen(LongPredicate kept, long first, int count) {
      return IntStream.range(0, count).filter(row -> kept.test(first + row)).toArray();
    }

    @Override
    public Map<String, String> producerSettings() {
      Map<String, String> settings = new HashMap<>();
      settings.put("data", file.toString());
      settings.put("source.id", source);
      settings.putAll(table.settings());
      return settings;
    }

    @Override
    public Supply supply() {
      try (FileSource rows = FileSource.open(file, table)) {
        return new Supply(rows.size(), rows.notices());
      }
    }
  }
}
