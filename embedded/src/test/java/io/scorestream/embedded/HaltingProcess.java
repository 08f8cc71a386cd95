package io.scorestream.embedded;

import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;

/** A process of its own whose broker asks to end it. */
final class HaltingProcess {

  private HaltingProcess() {}

  public static void main(String[] args) {
    EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), KafkaPorts.FREE);
    Exit.halt(1);
    kafka.close();
  }
}
