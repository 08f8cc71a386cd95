package io.scorestream.service.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimedFolderTest {

  @TempDir private Path parent;

  @Test
  void firstFree_isAnotherForEachThatLives() {
    try (ClaimedFolder first = ClaimedFolder.firstFree(parent);
        ClaimedFolder second = ClaimedFolder.firstFree(parent)) {
      assertThat(first.path()).isEqualTo(parent.resolve("0"));
      assertThat(second.path()).isEqualTo(parent.resolve("1"));
    }
  }

  @Test
  void firstFree_findsWhatOneBeforeKept() {
    Path kept;
    try (ClaimedFolder before = ClaimedFolder.firstFree(parent)) {
      kept = before.path();
    }
    try (ClaimedFolder after = ClaimedFolder.firstFree(parent)) {
      assertThat(after.path()).isEqualTo(kept);
    }
  }

  @Test
  void firstFree_whereNobodyCanWriteSaysSo() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    assertThatExceptionOfType(ScorestreamException.class)
        .isThrownBy(() -> ClaimedFolder.firstFree(file))
        .withMessageContaining(file.toString())
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CANNOT_WRITE));
  }

  @Test
  void unshared_isTheFolderItself() {
    try (ClaimedFolder folder = ClaimedFolder.unshared(parent)) {
      assertThat(folder.path()).isEqualTo(parent);
    }
  }
}
