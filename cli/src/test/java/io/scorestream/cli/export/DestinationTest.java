package io.scorestream.cli.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DestinationTest {

  @TempDir Path folder;

  /** A file took the device's name, where the user may write beside it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void device_isWrittenTo_andStays() throws Exception {
    Path device = Files.createSymbolicLink(folder.resolve("device"), Path.of("/dev/full"));
    assertThatExceptionOfType(ScorestreamException.class)
        .isThrownBy(() -> new Destination(device.toString()).stream(out -> out.write(1)))
        .withMessageStartingWith(device + " cannot be written: ")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CANNOT_WRITE));
    Path sink = Files.createSymbolicLink(folder.resolve("sink"), Path.of("/dev/null"));
    new Destination(sink.toString()).stream(out -> out.write(1));
    assertThat(Files.isRegularFile(sink, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void failure_leavesWhatWasThere() throws Exception {
    Path file = Files.writeString(folder.resolve("x.csv"), "old");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                new Destination(file.toString())
                    .stream(
                        out -> {
                          out.write("new".getBytes(UTF_8));
                          throw new IllegalStateException("half way");
                        }));
    assertThat(Files.readString(file)).isEqualTo("old");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
