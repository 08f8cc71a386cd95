package io.scorestream.trainer;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one broker and one registry, each with topics of its own. */
abstract class OnEmbeddedStack {

  @TempDir private static Path folder;
  private static EmbeddedStack stack;

  @BeforeAll
  static void start() {
    stack = EmbeddedStack.start(folder.resolve("stack"), StackPorts.FREE);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  static Deployment deployment(String prefix) {
    return new Deployment(stack, prefix, folder);
  }
}
