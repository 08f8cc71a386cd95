package io.scorestream.ingest;

import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.SourceColumn;
import io.scorestream.ingest.profile.ColumnSummary;
import io.scorestream.rows.Rows;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Endless independent draws of a known law. They are made in blocks of {@value #BLOCK}, each with a
 * generator of its own, so that going to any sequence number costs one block.
 */
public final class LawSource implements SampleSource {

  private static final int BLOCK = 256;

  /** Keeps these draws apart from all others of the same seed; the letters of "samples". */
  private static final long PURPOSE = 0x73616D706C6573L;

  private final String name;
  private final Law law;
  private final long seed;
  private final Rows block;
  private long blockNumber = -1;

  /**
   * @param name of the law in {@link Laws}
   * @param seed equal seeds give equal samples
   * @throws IllegalArgumentException when there is no such law
   */
  public LawSource(String name, long seed) {
    this.name = name;
    this.law = Laws.named(name);
    this.seed = seed;
    this.block = Rows.zeros(BLOCK, law.dimension());
  }

  /** The coordinates by their numbers, from 1. */
  @Override
  public List<SourceColumn> columns() {
    return IntStream.rangeClosed(1, law.dimension())
        .mapToObj(
            number ->
                new SourceColumn(
                    String.valueOf(number), ColumnKind.CONTINUOUS, 0.0, 1.0, List.of()))
        .toList();
  }

  @Override
  public Optional<ImageShape> image() {
    return Optional.empty();
  }

  @Override
  public List<String> notices() {
    return List.of();
  }

  @Override
  public List<ColumnSummary> summaries() {
    return columns().stream()
        .map(
            column ->
                new ColumnSummary(
                    column, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, /* varies= */ true))
        .toList();
  }

  @Override
  public Optional<String> law() {
    return Optional.of(name);
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public Rows read(long firstSequence, int count) {
    int d = law.dimension();
    Rows samples = Rows.zeros(count, d);
    for (int row = 0; row < count; ) {
      long sequence = firstSequence + row;
      int start = (int) (sequence % BLOCK);
      int rows = Math.min(count - row, BLOCK - start);
      draw(sequence / BLOCK);
      System.arraycopy(block.numbers(), start * d, samples.numbers(), row * d, rows * d);
      row += rows;
    }
    return samples;
  }

  private void draw(long number) {
    if (number != blockNumber) {
      law.sample(Seeds.generator(seed, PURPOSE, number), block);
      blockNumber = number;
    }
  }

  @Override
  public String toString() {
    return "law " + name + " with seed " + seed;
  }

  @Override
  public void close() {}
}
