package io.scorestream.cli.samples;

import io.scorestream.control.runs.SourceSamples;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.SourceInfo;
import io.scorestream.ingest.profile.ColumnSummary;
import io.scorestream.rows.Rows;
import io.scorestream.run.HoldOut;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.topics.SourcePlaces;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Adds up a source's samples as they are on the samples topic. Owned by one thread. */
final class SentSamples {

  private final SourceInfo info;
  private final double[] least;
  private final double[] greatest;
  private final double[] means;
  private final double[] squares;
  private long count;

  private SentSamples(SourceInfo info) {
    this.info = info;
    int d = info.getDimension();
    this.least = IntStream.range(0, d).mapToDouble(i -> Double.POSITIVE_INFINITY).toArray();
    this.greatest = IntStream.range(0, d).mapToDouble(i -> Double.NEGATIVE_INFINITY).toArray();
    this.means = new double[d];
    this.squares = new double[d];
  }

  /**
   * Reads all samples of a source.
   *
   * @throws ScorestreamException when nobody has described it
   */
  static Description described(KafkaClients clients, String source, HoldOut holdOut) {
    SourceInfo info =
        SourcePlaces.described(clients, source)
            .orElseThrow(
                () ->
                    new ScorestreamException(
                        Reason.NO_INPUT,
                        "'%s' is neither a file nor a source that is described on %s"
                            .formatted(source, clients.topics().sources().name()),
                        "give the path of a file, or a source that a producer has begun; 'scorestream"
                            + " runs list' names those of runs"));
    SentSamples sent = new SentSamples(info);
    SourceSamples.read(clients, info, (first, samples) -> sent.add(samples));
    return new Description(
        source,
        info.getOrigin(),
        OptionalLong.of(sent.count),
        Description.heldOut(info, sent.count, holdOut),
        Optional.ofNullable(info.getImage()),
        IntStream.range(0, info.getDimension()).mapToObj(sent::summary).toList(),
        List.of());
  }

  private void add(Rows samples) {
    for (int row = 0; row < samples.count(); row++) {
      count++;
      for (int i = 0; i < means.length; i++) {
        SourceColumn column = info.getColumns().get(i);
        double value = column.getOffset() + column.getUnit() * samples.at(row, i);
        least[i] = Math.min(least[i], value);
        greatest[i] = Math.max(greatest[i], value);
        double before = value - means[i];
        means[i] += before / count;
        squares[i] += before * (value - means[i]);
      }
    }
  }

  private ColumnSummary summary(int index) {
    SourceColumn column = info.getColumns().get(index);
    boolean number = count > 0 && column.getKind() != ColumnKind.CATEGORICAL;
    return new ColumnSummary(
        column,
        number ? least[index] : Double.NaN,
        number ? greatest[index] : Double.NaN,
        number ? means[index] : Double.NaN,
        number ? Math.sqrt(squares[index] / count) : Double.NaN,
        0,
        least[index] < greatest[index]);
  }
}
