package io.scorestream.events;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * What every event class is generated as a subclass of. Avro makes instances only of classes that
 * it was told to trust, and the first use of any event class tells it so, since that initialises
 * this one. Who lets Avro look for a class by the name in a schema calls {@link #trust} before.
 */
public abstract class Event extends SpecificRecordBase {

  private static final long serialVersionUID = 1;
  private static final String EVENTS = Event.class.getPackageName();

  static {
    ClassSecurityPredicate events = type -> EVENTS.equals(type.getPackageName());
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), events));
  }

  /** Returns when Avro trusts the events. */
  public static void trust() {
    // The call has initialised this class, which is all that it takes.
  }
}
