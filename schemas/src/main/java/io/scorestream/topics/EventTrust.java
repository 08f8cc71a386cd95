package io.scorestream.topics;

import io.scorestream.events.SampleBatch;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro that the event classes may be instantiated: it makes instances only of classes that it
 * was told to trust, so whatever builds or reads events establishes it first.
 */
public final class EventTrust {

  private static final String EVENTS = SampleBatch.class.getPackageName();

  private static boolean established;

  private EventTrust() {}

  /** Adds the events' package to what is trusted; any number of times, from any thread. */
  public static synchronized void establish() {
    if (!established) {
      ClassSecurityPredicate events = type -> EVENTS.equals(type.getPackageName());
      ClassSecurityValidator.setGlobal(
          ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), events));
      established = true;
    }
  }
}
