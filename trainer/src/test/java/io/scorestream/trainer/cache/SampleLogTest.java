package io.scorestream.trainer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.rows.Rows;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleLogTest {

  @TempDir Path directory;

  @Test
  void open_again_goesOnWhereItEnded() {
    write(3, 1, 4);

    try (SampleLog log = SampleLogs.open(directory)) {
      assertThat(log.size()).isEqualTo(3);
      assertThat(log.nextOffset()).isEqualTo(3);
      assertThat(log.nextSequence()).isEqualTo(8);
      SampleLogs.append(log, 2);
      assertRows(log, 10);
      assertThat(log.entry(3))
          .extracting(LogEntry::offset, LogEntry::firstSequence, LogEntry::count)
          .containsExactly(3L, 8L, 2);
    }
  }

  @Test
  void passOver_isRememberedAndAddsNoSample() {
    try (SampleLog log = SampleLogs.open(directory)) {
      SampleLogs.append(log, 5);
      log.passOver(41);
    }

    try (SampleLog log = SampleLogs.open(directory)) {
      assertThat(log.nextOffset()).isEqualTo(42);
      assertThat(log.nextSequence()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void objection_isToWhatHasOtherNumbers_orWasMissing(boolean openedAgain) {
    SampleLog first = SampleLogs.open(directory);
    SampleLogs.append(first, 3, 4);
    first.append(5, 10, 0, SampleLogs.rows(10, 2));
    if (openedAgain) {
      first.close();
    }
    try (SampleLog log = openedAgain ? SampleLogs.open(directory) : first) {
      assertThat(log.objection(0, SampleLogs.rows(0, 7))).isEmpty();
      assertThat(log.objection(2, SampleLogs.rows(2, 3))).isEmpty();
      assertThat(log.objection(0, SampleLogs.rows(0, 0))).isEmpty();
      assertThat(log.objection(4, SampleLogs.rows(5, 2)))
          .hasValue("sample 4 has other numbers than it had when it came before");
      assertThat(log.objection(5, SampleLogs.rows(5, 4)))
          .hasValueSatisfying(why -> assertThat(why).startsWith("sample 7 comes after"));
      assertThat(log.objection(9, SampleLogs.rows(9, 2)))
          .hasValueSatisfying(why -> assertThat(why).startsWith("sample 9 comes after"));

      log.append(6, 20, 0, SampleLogs.rows(20, 5));
      assertThat(log.objection(10, SampleLogs.rows(10, 2))).isEmpty();
      assertThat(log.objection(21, SampleLogs.rows(21, 3))).isEmpty();
      assertThat(log.objection(12, SampleLogs.rows(12, 1))).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 31})
  void open_entryCutShort_dropsThatRecordAlone(int bytes) throws IOException {
    write(3, 1, 4);
    shorten("index", bytes);

    assertTwoRecordsAreLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32})
  void open_rowsCutShort_dropsThatRecordAlone(int bytes) throws IOException {
    write(3, 1, 4);
    shorten("rows", bytes);

    assertTwoRecordsAreLeft();
  }

  @Test
  void open_rowsWithoutEntry_dropsThem() throws IOException {
    write(3, 1);
    Files.write(file("rows"), new byte[13], StandardOpenOption.APPEND);

    assertTwoRecordsAreLeft();
  }

  @Test
  void open_fileGone_startsAnew() throws IOException {
    write(3, 1);
    Files.delete(file("index"));

    try (SampleLog log = SampleLogs.open(directory)) {
      assertThat(log.nextOffset()).isZero();
      SampleLogs.append(log, 6);
      assertRows(log, 6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"index", "rows"})
  void open_anyByteFlipped_namesTheFileAndTheRemedy(String name) throws IOException {
    write(3, 1);
    Path file = file(name);
    byte[] sound = Files.readAllBytes(file);
    for (int i = 0; i < sound.length; i++) {
      byte[] damaged = sound.clone();
      damaged[i] ^= 0x10;
      Files.write(file, damaged);
      assertThatThrownBy(() -> SampleLogs.open(directory))
          .as("byte %d", i)
          .hasMessageContaining("cache file " + file + " is damaged: at byte ")
          .isInstanceOfSatisfying(
              ScorestreamException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(Reason.NO_INPUT);
                assertThat(e.remedy()).contains("delete " + file, "rebuilt from Kafka");
              });
    }
    Files.write(file, sound);
    assertTwoRecordsAreLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"index", "rows"})
  void open_anyByteFlipped_keepsTheRecordsBeforeAndTakesTheRestAgain(String name)
      throws IOException {
    for (int i = 0; i < 24; i++) {
      write(3, 1);
      byte[] damaged = Files.readAllBytes(file(name));
      damaged[i * damaged.length / 24] ^= 0x10;
      Files.write(file(name), damaged);
      try (SampleLog log = rebuilding()) {
        assertThat(log.nextSequence()).as("samples left, byte %d", i).isIn(0L, 3L);
        assertThat(log.nextOffset()).isEqualTo(log.nextSequence() == 0 ? 0 : 1);
        if (log.nextSequence() == 0) {
          SampleLogs.append(log, 3);
        }
        SampleLogs.append(log, 1);
        assertRows(log, 4);
      }
      SampleLogs.open(directory).close();
      Files.delete(file("index"));
      Files.delete(file("rows"));
    }
  }

  private SampleLog rebuilding() {
    return new SampleCache(directory, Long.MAX_VALUE, DamagePolicy.REBUILD)
        .open(SampleLogs.IDENTITY);
  }

  @Test
  void open_ofAnotherClusterOrTopic_isNotBelieved() {
    write(3, 1);
    SourceIdentity recreated =
        new SourceIdentity("cluster", "t.samples.v1", "another-id", 3, "here/it is", 2);

    try (SampleLog log =
        new SampleCache(directory, Long.MAX_VALUE, DamagePolicy.FAIL).open(recreated)) {
      assertThat(log.nextOffset()).isZero();
      assertThat(log.size()).isZero();
    }
  }

  @Test
  void open_whileOpen_isRefusedWithTheSettingToChange() {
    try (SampleLog log = SampleLogs.open(directory)) {
      assertThatThrownBy(() -> SampleLogs.open(directory))
          .hasMessageContaining("in use by another trainer")
          .isInstanceOfSatisfying(
              ScorestreamException.class, e -> assertThat(e.remedy()).contains("cache.dir"));
      SampleLogs.append(log, 1);
    }
    SampleLogs.open(directory).close();
  }

  @Test
  void open_whereNothingCanBeWritten_namesTheDirectory() throws IOException {
    Path file = Files.createFile(directory.resolve("taken"));

    assertThatThrownBy(() -> SampleLogs.open(file))
        .hasMessageContaining(file.toString())
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CANNOT_WRITE));
  }

  @Test
  void gather_acrossSegments_findsEachRow() throws IOException {
    write(7, 6);
    try (FileChannel file = FileChannel.open(file("rows"))) {
      SampleRows rows = SampleRows.map(file, 2, 13, 3 * 2 * Float.BYTES + 1);
      Rows out = Rows.zeros(13, 2);
      rows.gather(IntStream.iterate(12, i -> i - 1).limit(13).toArray(), out);
      for (int i = 0; i < 13; i++) {
        assertThat(out.at(i, 0)).isEqualTo(12 - i);
        assertThat(out.at(i, 1)).isEqualTo(i - 12f);
      }
    }
  }

  @Test
  void append_ofMuchMoreThanItMayHold_leavesTheHeapAsItWas() {
    int records = 128;
    ByteBuffer mebibyte = ByteBuffer.allocate(1 << 20);
    int samples = mebibyte.capacity() / 8;
    try (SampleLog log = SampleLogs.open(directory)) {
      long before = heapInUse();
      for (int i = 0; i < records; i++) {
        log.append(i, (long) i * samples, 0, mebibyte);
      }
      SampleRows rows = log.rows((long) records * samples);
      Rows out = Rows.zeros(records, 2);
      rows.gather(IntStream.range(0, records).map(i -> i * samples).toArray(), out);

      assertThat(heapInUse() - before).isLessThan(16 << 20);
    }
  }

  private static long heapInUse() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private void write(int... counts) {
    try (SampleLog log = SampleLogs.open(directory)) {
      SampleLogs.append(log, counts);
    }
  }

  private void assertTwoRecordsAreLeft() {
    try (SampleLog log = SampleLogs.open(directory)) {
      assertThat(log.size()).isEqualTo(2);
      assertThat(log.nextOffset()).isEqualTo(2);
      assertThat(log.nextSequence()).isEqualTo(4);
      SampleLogs.append(log, 9);
      assertRows(log, 13);
    }
  }

  private static void assertRows(SampleLog log, int count) {
    Rows out = Rows.zeros(count, 2);
    log.rows(count).gather(IntStream.range(0, count).toArray(), out);
    for (int i = 0; i < count; i++) {
      assertThat(out.at(i, 0)).isEqualTo(i);
      assertThat(out.at(i, 1)).isEqualTo(-(float) i);
    }
  }

  private void shorten(String name, int bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(file(name).toFile(), "rw")) {
      file.setLength(file.length() - bytes);
    }
  }

  private Path file(String name) {
    return directory.resolve(SampleLogs.IDENTITY.directory()).resolve(name);
  }
}
