package io.scorestream.producer.records;

import io.scorestream.ingest.choice.MissingCells;
import io.scorestream.ingest.profile.ColumnEncoding;
import io.scorestream.ingest.profile.TableProfile;
import io.scorestream.ingest.table.Cells;
import io.scorestream.ingest.table.RecordFields;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.settings.ConnectionSettings;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes samples of records, one of each that is not left out. Owned by one thread. */
public final class RecordEncoder {

  private final RecordReader reader;
  private final RecordFields fields;
  private final TableProfile profile;
  private final List<ColumnEncoding> encodings;
  private final MissingCells missing;
  private final Cells cells;

  /**
   * @param first says which fields make a sample
   * @param profile says how
   */
  public RecordEncoder(
      RecordFormat format,
      ConnectionSettings connection,
      FirstRecords first,
      TableProfile profile,
      MissingCells missing) {
    this.reader = new RecordReader(format, connection);
    this.fields = first.fields();
    this.profile = profile;
    this.encodings = profile.encodings();
    this.missing = missing;
    this.cells = new Cells(encodings.size());
  }

  /** Numbers of a sample. */
  public int dimension() {
    return encodings.size();
  }

  /**
   * A record's sample.
   *
   * @param into takes the numbers, from {@code at} on
   * @return false where the record is left out, as the choice of the table says
   * @throws ScorestreamException naming record and field when it can be no sample
   */
  public boolean encode(ConsumerRecord<String, byte[]> record, float[] into, int at) {
    fields.read(reader.read(record), 1, cells);
    if (!profile.filter().keeps(cells)) {
      return false;
    }
    for (int i = 0; i < encodings.size(); i++) {
      ColumnEncoding encoding = encodings.get(i);
      boolean lacks = cells.isMissing(i);
      if (lacks ? missing == MissingCells.REFUSE : !encoding.takes(cells, i)) {
        throw lacks ? lacking(record, i) : unlike(record, i);
      }
      into[at + i] = encoding.encode(cells, i);
    }
    return true;
  }

  private ScorestreamException lacking(ConsumerRecord<?, ?> record, int field) {
    return new ScorestreamException(
        Reason.BAD_DATA,
        "%s lacks field %s".formatted(EventReader.place(record), fields.names().get(field)),
        "say missing=drop to leave such records out, or missing=mean to put the field's mean there"
            + " (--missing drop|mean)");
  }

  private ScorestreamException unlike(ConsumerRecord<?, ?> record, int field) {
    return new ScorestreamException(
        Reason.BAD_DATA,
        "%s, field %s: '%s' is not what its first records let expect, %s"
            .formatted(
                EventReader.place(record),
                fields.names().get(field),
                cells.text(field),
                encodings.get(field).column().getKind().name().toLowerCase(Locale.ROOT)),
        "say what the field is with kinds (--kinds %s=continuous) and give the source another id"
                .formatted(fields.names().get(field))
            + " (--source-id): the samples that were sent stay what they are");
  }
}
