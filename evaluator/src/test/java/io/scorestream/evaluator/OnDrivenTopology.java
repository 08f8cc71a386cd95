package io.scorestream.evaluator;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a topology of their own. */
abstract class OnDrivenTopology {

  @TempDir Path state;
  DrivenTopology topology;

  @BeforeEach
  void start() {
    topology = new DrivenTopology(state);
  }

  @AfterEach
  void stop() {
    topology.close();
  }
}
