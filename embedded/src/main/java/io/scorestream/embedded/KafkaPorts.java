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
    Ports.requireInRange(broker);
    Ports.requireInRange(controller);
  }

  /** These ports, with a free one in the place of each 0. */
  KafkaPorts resolved() {
    return new KafkaPorts(Ports.orFree(broker), Ports.orFree(controller));
  }

  boolean anyFree() {
    return broker == 0 || controller == 0;
  }
}
