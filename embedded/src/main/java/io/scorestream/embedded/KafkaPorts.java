package io.scorestream.embedded;

/**
 * Where the embedded broker listens on 127.0.0.1.
 *
 * @param broker for clients, 0 for a free one
 * @param controller for the broker's own metadata quorum, 0 for a free one
 */
public record KafkaPorts(int broker, int controller) {
  /** A free port for each. */
  public static final KafkaPorts FREE = new KafkaPorts(0, 0);

  public KafkaPorts {
    Ports.requireTwo(broker, controller);
  }

  /** These ports, with a free one in the place of each 0. */
  KafkaPorts resolved() {
    int chosen = Ports.orFree(broker, controller);
    return new KafkaPorts(chosen, Ports.orFree(controller, chosen));
  }

  boolean anyFree() {
    return broker == 0 || controller == 0;
  }
}
