package io.scorestream.topics;

/**
 * Tells Avro that the event classes may be instantiated. Avro makes instances only of classes in
 * packages that it was told to trust, and reads that once, so whatever builds or reads events
 * establishes it first.
 */
public final class EventTrust {

  private static final String PACKAGES = "org.apache.avro.SERIALIZABLE_PACKAGES";
  private static final String EVENTS = "io.scorestream.events";

  private EventTrust() {}

  /** Adds the events' package to those that are trusted; any number of times, from any thread. */
  public static synchronized void establish() {
    String trusted = System.getProperty(PACKAGES, "");
    if (!trusted.contains(EVENTS)) {
      System.setProperty(PACKAGES, trusted.isEmpty() ? EVENTS : trusted + "," + EVENTS);
    }
  }
}
