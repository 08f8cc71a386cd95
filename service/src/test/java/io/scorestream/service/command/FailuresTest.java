package io.scorestream.service.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {

  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void knownFailure_isFoundBehindOthers() {
    ScorestreamException known =
        new ScorestreamException(Reason.CONFLICT, "two of a kind", "take one away");
    assertThat(report(new IllegalStateException("topology", known)))
        .isEqualTo(Reason.CONFLICT.exitCode());
    assertThat(err.toString()).contains("two of a kind", "-> take one away");
  }

  @Test
  void anyOther_isABug() {
    assertThat(report(new IllegalStateException("odd"))).isEqualTo(Reason.INTERNAL.exitCode());
    assertThat(err.toString()).contains("odd", "this is a bug");
  }

  /** As RocksDB's is, where its folder lets no program be run: that was called a bug of ours. */
  @Test
  void nativeLibrary_thatDoesNotLoad_isNamedWithTheSettingThatHelps() throws IOException {
    Path library = Files.writeString(folder.resolve("librocksdbjni1.so"), "no code");
    Throwable unloaded = catchThrowable(() -> System.load(library.toString()));
    assertThat(report(new IllegalStateException("topology", unloaded)))
        .isEqualTo(Reason.UNAVAILABLE.exitCode());
    assertThat(err.toString())
        .contains(library.toString(), "java.io.tmpdir", "scorestream doctor")
        .doesNotContain("this is a bug");
  }

  @Test
  void nativeLibrary_thatIsAskedForAgain_isNamedToo() {
    assertThat(catchThrowable(Unloadable::new)).isInstanceOf(UnsatisfiedLinkError.class);
    Throwable again = catchThrowable(Unloadable::new);
    assertThat(again).isInstanceOf(NoClassDefFoundError.class);
    assertThat(report(again)).isEqualTo(Reason.UNAVAILABLE.exitCode());
    assertThat(err.toString()).contains("nowhere");
  }

  private static final class Unloadable {
    static {
      System.loadLibrary("nowhere");
    }
  }

  private int report(Throwable failure) {
    return Failures.report(failure, new PrintWriter(err));
  }
}
