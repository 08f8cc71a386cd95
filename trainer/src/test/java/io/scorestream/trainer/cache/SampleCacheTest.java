package io.scorestream.trainer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.storage.FolderRoom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCacheTest {

  /** Header, an entry and 100 rows of two floats. */
  private static final long BYTES = LogHeader.BYTES + LogEntry.BYTES + 800;

  @TempDir private Path directory;

  @Test
  void append_withinTheRoom_leavesOtherLogs() {
    fill("old");
    SampleCache cache = cache(2 * BYTES);
    try (SampleLog log = cache.open(source("new"))) {
      SampleLogs.append(log, 100);
    }
    assertThat(directory.resolve(source("old").directory())).exists();
  }

  @Test
  void append_beyondTheRoom_deletesTheLogLongestNotWrittenTo() throws IOException {
    fill("younger");
    fill("older");
    age("older", 2_000);
    age("younger", 1_000);
    SampleCache cache = cache(2 * BYTES);
    try (SampleLog log = cache.open(source("new"))) {
      SampleLogs.append(log, 100);
      assertThat(log.rows(100)).isNotNull();
    }
    assertThat(directory.resolve(source("older").directory())).doesNotExist();
    assertThat(directory.resolve(source("younger").directory())).exists();
  }

  @Test
  void append_beyondTheRoomOfOpenLogsAlone_namesTheSettingAndWritesNothing() {
    SampleCache cache = cache(2 * BYTES);
    try (SampleLog one = cache.open(source("one"));
        SampleLog two = cache.open(source("two"))) {
      SampleLogs.append(one, 100);
      SampleLogs.append(two, 100);
      assertThatThrownBy(() -> SampleLogs.append(two, 1))
          .isInstanceOfSatisfying(
              ScorestreamException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(Reason.CANNOT_WRITE);
                assertThat(e.remedy()).contains("cache.max.size");
              });
      assertThat(two.size()).isEqualTo(1);
    }
    try (SampleLog two = cache(Long.MAX_VALUE).open(source("two"))) {
      assertThat(two.nextSequence()).isEqualTo(100);
    }
  }

  @Test
  void append_onAFullDisk_deletesLogsThatAreNotOpen_andOnlyWithoutThemIsAnError() {
    fill("old");
    long disk = BYTES + BYTES / 2;
    FolderRoom room = new FolderRoom(directory, () -> disk - written());
    SampleCache cache = new SampleCache(directory, Long.MAX_VALUE, DamagePolicy.FAIL, room);
    try (SampleLog log = cache.open(source("new"))) {
      SampleLogs.append(log, 100);
      assertThat(directory.resolve(source("old").directory())).doesNotExist();
      assertThatThrownBy(() -> SampleLogs.append(log, 300))
          .isInstanceOfSatisfying(
              ScorestreamException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(Reason.CANNOT_WRITE);
                assertThat(e).hasMessageContaining(directory.toString());
                assertThat(e.remedy()).contains("make room there");
              });
      assertThat(log.nextSequence()).as("what was there stays").isEqualTo(100);
    }
  }

  private long written() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill(String source) {
    try (SampleLog log = cache(Long.MAX_VALUE).open(source(source))) {
      SampleLogs.append(log, 100);
    }
  }

  private void age(String source, long millis) throws IOException {
    Path index = directory.resolve(source(source).directory()).resolve("index");
    Files.setLastModifiedTime(index, FileTime.fromMillis(System.currentTimeMillis() - millis));
  }

  private SampleCache cache(long maxBytes) {
    return new SampleCache(directory, maxBytes, DamagePolicy.FAIL);
  }

  private static SourceIdentity source(String name) {
    return new SourceIdentity("cluster", "t.samples.v1", "topic-id", 3, name, 2);
  }
}
