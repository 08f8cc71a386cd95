package io.scorestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryLogTest {
  @TempDir Path temp;

  @Test
  void lastLines_longLogWithStackTrace_givesTheLastEightWithoutFrames() throws IOException {
    String lines =
        IntStream.rangeClosed(1, 20)
            .mapToObj(i -> "line " + i + "\n\tat x.Y.z(Y:1)")
            .collect(Collectors.joining("\n"));
    RegistryLog log = written(lines + "\n\t... 15 more\n");
    assertThat(log.lastLines().lines()).hasSize(8).startsWith("  line 13").endsWith("  line 20");
  }

  @Test
  void lastLines_fileNotThere_saysThatItCannotBeRead() {
    assertThat(new RegistryLog(temp.resolve("none")).lastLines()).contains("cannot be read");
  }

  @Test
  void saysPortIsTaken_quarkusFoundAnotherListener_isTrue() throws IOException {
    assertThat(written("ERROR Port 8081 seems to be in use by another process.").saysPortIsTaken())
        .isTrue();
    assertThat(written("ERROR The file is locked").saysPortIsTaken()).isFalse();
  }

  private RegistryLog written(String content) throws IOException {
    return new RegistryLog(Files.writeString(temp.resolve("registry.log"), content));
  }
}
