package io.scorestream.cli.samples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.SourceInfo;
import io.scorestream.ingest.FileSource;
import io.scorestream.ingest.SourceIds;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.profile.ColumnSummary;
import io.scorestream.producer.Prospect;
import io.scorestream.run.HoldOut;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What is known of a source.
 *
 * @param source its id on the samples topic
 * @param origin where its samples come from
 * @param samples how many there are now; empty where there is no end
 * @param heldOut how many of them are never trained on where their law is not known
 * @param image shape of each, where they are images
 * @param columns what each of their numbers is
 * @param notices what a person should know before they are learned
 */
record Description(
    String source,
    String origin,
    OptionalLong samples,
    long heldOut,
    Optional<ImageShape> image,
    List<ColumnSummary> columns,
    List<String> notices) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Of a file, also where a producer would refuse it for cells that are missing or numbers that are
   * far out: with a notice of that.
   */
  static Description ofFile(Path file, TableChoice table, HoldOut holdOut) {
    try {
      return ofFile(file, table, holdOut, List.of());
    } catch (ScorestreamException refusal) {
      if (refusal.reason() != Reason.BAD_DATA) {
        throw refusal;
      }
      return ofRefused(file, table, holdOut, refusal);
    }
  }

  private static Description ofRefused(
      Path file, TableChoice table, HoldOut holdOut, ScorestreamException refusal) {
    String notice =
        "refused as it is, and described as with --missing mean and --outliers keep: "
            + refusal.getMessage()
            + "; "
            + refusal.remedy();
    try {
      return ofFile(file, table.lenient(), holdOut, List.of(notice));
    } catch (ScorestreamException other) {
      throw refusal;
    }
  }

  private static Description ofFile(
      Path file, TableChoice table, HoldOut holdOut, List<String> notices) {
    try (FileSource rows = FileSource.open(file, table)) {
      String source = SourceIds.ofFile(file, table.columns());
      return new Description(
          source,
          rows.toString(),
          rows.size(),
          rows.count() - holdOut.keptOf(source, rows.count()),
          rows.image(),
          rows.summaries(),
          Stream.concat(notices.stream(), rows.notices().stream()).toList());
    }
  }

  /** Of what a producer would send. */
  static Description of(Prospect prospect, HoldOut holdOut) {
    SourceInfo info = prospect.info();
    return new Description(
        info.getSource(),
        info.getOrigin(),
        prospect.samples(),
        heldOut(info, prospect.samples().orElse(0), holdOut),
        Optional.ofNullable(info.getImage()),
        prospect.columns(),
        prospect.notices());
  }

  /** How many of the first samples of a source are held out. */
  static long heldOut(SourceInfo info, long samples, HoldOut holdOut) {
    return info.getLaw() == null ? samples - holdOut.keptOf(info.getSource(), samples) : 0;
  }

  static String word(ColumnKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** One object on one line; what a column has no number for is left out. */
  String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("source", source).put("origin", origin);
    samples.ifPresent(count -> root.put("samples", count).put("heldOut", heldOut));
    image.ifPresent(
        shape ->
            root.putObject("image")
                .put("height", shape.getHeight())
                .put("width", shape.getWidth())
                .put("channels", shape.getChannels()));
    ArrayNode list = root.putArray("columns");
    columns.forEach(column -> add(list.addObject(), column));
    notices.forEach(root.putArray("notices")::add);
    return root + "\n";
  }

  private static void add(ObjectNode node, ColumnSummary column) {
    node.put("name", column.column().getName()).put("kind", word(column.column().getKind()));
    if (column.column().getKind() == ColumnKind.CATEGORICAL) {
      column.column().getCategories().forEach(node.putArray("categories")::add);
    } else {
      node.put("offset", column.column().getOffset()).put("unit", column.column().getUnit());
      node.put("least", column.least()).put("greatest", column.greatest());
      node.put("mean", column.mean()).put("deviation", column.deviation());
    }
    node.put("missing", column.missing()).put("varies", column.varies());
  }
}
