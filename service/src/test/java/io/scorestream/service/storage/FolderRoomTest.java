package io.scorestream.service.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRoomTest {

  private static final long MEBIBYTE = 1 << 20;

  @TempDir private Path folder;

  private final AtomicLong free = new AtomicLong();
  private final FolderRoom room = new FolderRoom(Path.of("/data"), free::get);

  @Test
  void warning_diskFills_isGivenWhenItIsLowAndEachTimeThatItHasHalved() {
    assertThat(warned(1024)).isFalse();
    assertThat(warned(1000)).isTrue();
    assertThat(warned(999)).as("said already").isFalse();
    assertThat(warned(501)).isFalse();
    assertThat(warned(499)).isTrue();
    assertThat(warned(10)).isTrue();
    assertThat(room.warning()).isEmpty();
  }

  @Test
  void warning_roomWasMade_isGivenAnew() {
    assertThat(warned(10)).isTrue();
    assertThat(warned(5000)).isFalse();
    assertThat(warned(900)).isTrue();
  }

  @Test
  void warning_namesFolderAndWhatIsLeft() {
    free.set(100 * MEBIBYTE);
    assertThat(room.warning()).hasValue("the disk of /data has 100 MiB left");
  }

  @Test
  void require_lessThanTheLeast_namesFolderAndRemedy() {
    free.set(32 * MEBIBYTE);
    assertThatCode(() -> room.require(32 * MEBIBYTE, "make room")).doesNotThrowAnyException();
    free.set(32 * MEBIBYTE - 1);
    assertThatThrownBy(() -> room.require(32 * MEBIBYTE, "make room"))
        .isInstanceOfSatisfying(
            ScorestreamException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.CANNOT_WRITE);
              assertThat(failure).hasMessageContaining("/data").hasMessageContaining("31 MiB");
              assertThat(failure.remedy()).isEqualTo("make room");
            });
  }

  @Test
  void bytes_folderNotThereYet_areThoseOfItsParentsDisk() throws IOException {
    long disk = Files.getFileStore(folder).getTotalSpace();
    assertThat(new FolderRoom(folder.resolve("a/b")).bytes()).isPositive().isLessThan(disk);
  }

  private boolean warned(long mebibytes) {
    free.set(mebibytes * MEBIBYTE);
    return room.warning().isPresent();
  }
}
