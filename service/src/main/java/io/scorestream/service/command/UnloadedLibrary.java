package io.scorestream.service.command;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;

/** The message for a library of native code, such as RocksDB's, that could not be loaded. */
final class UnloadedLibrary {

  private UnloadedLibrary() {}

  /**
   * Whether this says that a library could not be loaded. Only who asks first is told so in these
   * words; who asks again, that a class could not be initialised because of them.
   */
  static boolean isSaidBy(Throwable failure) {
    return failure instanceof UnsatisfiedLinkError
        || (failure instanceof ExceptionInInitializerError
            && String.valueOf(failure.getMessage()).contains("UnsatisfiedLinkError"));
  }

  /**
   * A failure that people can mend.
   *
   * @param failure one that says so; its first line names the library's file
   */
  static ScorestreamException named(Throwable failure) {
    return new ScorestreamException(
        Reason.UNAVAILABLE,
        "a library of native code could not be loaded: "
            + String.valueOf(failure.getMessage()).lines().findFirst().orElse(""),
        "programs must be allowed to run from the folder that it is unpacked to:"
            + " JAVA_OPTS=-Djava.io.tmpdir=FOLDER gives another; 'scorestream doctor' says which"
            + " libraries load, and the setting of each",
        failure);
  }
}
