package io.scorestream.trainer;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.fixtures.RunningStack;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one broker and one registry, each with topics of its own. */
@ExtendWith(RunningStack.class)
abstract class OnEmbeddedStack {

  @TempDir private static Path folder;
  private static EmbeddedStack stack;

  @BeforeAll
  static void start(EmbeddedStack running) {
    stack = running;
  }

  static Deployment deployment(String prefix) {
    return deployment(prefix, Deployment.PARTITIONS);
  }

  static Deployment deployment(String prefix, int partitions) {
    return new Deployment(stack, prefix, folder, partitions);
  }
}
