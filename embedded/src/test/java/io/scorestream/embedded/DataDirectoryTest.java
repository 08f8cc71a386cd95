package io.scorestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path temp;

  @Test
  void writable_missingDirectory_isCreatedEmpty() {
    Path directory = temp.resolve("a/b");
    assertThat(DataDirectory.writable(directory)).isEqualTo(directory).isEmptyDirectory();
  }

  @Test
  void writable_fileInItsPlace_namesDirectoryAndSetting() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "mine");
    assertThatThrownBy(() -> DataDirectory.writable(file.resolve("data")))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining(file.resolve("data").toString())
        .hasMessageContaining("--dir");
    assertThat(file).hasContent("mine");
  }

  @Test
  void requireUnlocked_lockHeld_namesDirectory() throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                temp.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> DataDirectory.requireUnlocked(temp))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining(temp.toString())
          .hasMessageContaining("in use");
    }
    assertThatCode(() -> DataDirectory.requireUnlocked(temp)).doesNotThrowAnyException();
  }
}
