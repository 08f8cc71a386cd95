package io.scorestream.evaluator.work;

import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.SampleHalf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Work and its outcomes as the evaluator's own topics and stores hold them, which nobody else
 * reads: fields in order, big-endian, text in modified UTF-8. Pure functions.
 */
public final class WorkSerdes {

  private static final int TIMESTEP = 1;
  private static final int DISTANCE = 2;

  private WorkSerdes() {}

  /** Work of every kind. */
  public static Serde<Work> work() {
    return serde(WorkSerdes::write, WorkSerdes::readWork);
  }

  /** Work on timesteps alone. */
  public static Serde<TimestepWork> timesteps() {
    return serde(WorkSerdes::write, in -> (TimestepWork) readWork(in));
  }

  /** Forecasts that are to be made. */
  public static Serde<ForecastWork> forecasts() {
    return serde(WorkSerdes::write, WorkSerdes::readForecast);
  }

  /** Places of records. */
  public static Serde<RecordOffset> places() {
    return serde(WorkSerdes::write, WorkSerdes::readPlace);
  }

  /** Parts of milestones that are done. */
  public static Serde<Evaluated> evaluated() {
    return serde(WorkSerdes::write, WorkSerdes::readEvaluated);
  }

  private interface Writer<T> {
    void write(T value, DataOutputStream out) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  private static <T> Serde<T> serde(Writer<T> writer, Reader<T> reader) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : bytes(writer, value),
        (topic, bytes) -> bytes == null ? null : value(reader, bytes));
  }

  private static <T> byte[] bytes(Writer<T> writer, T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writer.write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <T> T value(Reader<T> reader, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return reader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Work work, DataOutputStream out) throws IOException {
    out.writeByte(work instanceof TimestepWork ? TIMESTEP : DISTANCE);
    out.writeUTF(work.run());
    out.writeInt(work.incarnation());
    out.writeLong(work.milestone());
    out.writeLong(work.reached());
    if (work instanceof TimestepWork timestep) {
      out.writeInt(timestep.timestep());
      out.writeUTF(timestep.half().name());
    } else if (work instanceof DistanceWork distance) {
      out.writeUTF(distance.comparison().name());
    }
    out.writeInt(work.records().size());
    for (RecordOffset place : work.records()) {
      write(place, out);
    }
  }

  private static Work readWork(DataInputStream in) throws IOException {
    int kind = in.readByte();
    String run = in.readUTF();
    int incarnation = in.readInt();
    long milestone = in.readLong();
    long reached = in.readLong();
    if (kind == TIMESTEP) {
      int timestep = in.readInt();
      SampleHalf half = SampleHalf.valueOf(in.readUTF());
      return new TimestepWork(run, incarnation, milestone, reached, timestep, half, readPlaces(in));
    }
    Comparison comparison = Comparison.valueOf(in.readUTF());
    return new DistanceWork(run, incarnation, milestone, reached, comparison, readPlaces(in));
  }

  private static void write(ForecastWork work, DataOutputStream out) throws IOException {
    out.writeUTF(work.run());
    out.writeInt(work.incarnation());
    out.writeLong(work.milestone());
    out.writeLong(work.reached());
    out.writeUTF(work.metric());
    out.writeBoolean(work.delta() != null);
    if (work.delta() != null) {
      out.writeDouble(work.delta());
    }
    out.writeInt(work.timestep());
  }

  private static ForecastWork readForecast(DataInputStream in) throws IOException {
    return new ForecastWork(
        in.readUTF(),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        in.readUTF(),
        in.readBoolean() ? in.readDouble() : null,
        in.readInt());
  }

  private static void write(RecordOffset place, DataOutputStream out) throws IOException {
    out.writeInt(place.getPartition());
    out.writeLong(place.getOffset());
  }

  private static RecordOffset readPlace(DataInputStream in) throws IOException {
    return new RecordOffset(in.readInt(), in.readLong());
  }

  private static List<RecordOffset> readPlaces(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<RecordOffset> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(readPlace(in));
    }
    return places;
  }

  private static void write(Evaluated part, DataOutputStream out) throws IOException {
    out.writeUTF(part.run());
    out.writeInt(part.incarnation());
    out.writeLong(part.milestone());
    out.writeUTF(part.aspect().name());
    out.writeInt(part.part());
    out.writeInt(part.parts());
    out.writeLong(part.reached());
    out.writeDouble(part.seconds());
    out.writeLong(part.n());
    out.writeInt(part.terms().length);
    for (float term : part.terms()) {
      out.writeFloat(term);
    }
  }

  private static Evaluated readEvaluated(DataInputStream in) throws IOException {
    return new Evaluated(
        in.readUTF(),
        in.readInt(),
        in.readLong(),
        Aspect.valueOf(in.readUTF()),
        in.readInt(),
        in.readInt(),
        in.readLong(),
        in.readDouble(),
        in.readLong(),
        readTerms(in));
  }

  private static float[] readTerms(DataInputStream in) throws IOException {
    float[] terms = new float[in.readInt()];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = in.readFloat();
    }
    return terms;
  }
}
