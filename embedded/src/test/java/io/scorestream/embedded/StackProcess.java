package io.scorestream.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process of its own that runs a stack, writes three readings, and waits to be killed. */
final class StackProcess {
  static final String READY = "ready";

  private StackProcess() {}

  public static void main(String[] args) throws Exception {
    EmbeddedStack stack = EmbeddedStack.start(Path.of(args[0]), StackPorts.FREE);
    Readings readings = Readings.of(stack);
    readings.createTopic();
    readings.write(1, 2, 3);
    System.out.println(READY);
    new CountDownLatch(1).await();
  }
}
