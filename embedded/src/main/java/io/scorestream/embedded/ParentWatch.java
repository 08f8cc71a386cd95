package io.scorestream.embedded;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Main class of the registry's JVM: starts the registry, and ends it when standard input ends. The
 * parent holds the other end of that pipe and never writes to it, so the operating system closes it
 * when the parent dies, in whichever way. A Ctrl-C on the terminal reaches both; the child ignores
 * it, so that services can still ask the registry while they stop.
 *
 * <p>Needs nothing but the JDK and, at run time, the registry's own class path.
 */
final class ParentWatch {
  private static final long GRACE_SECONDS = 5;

  private ParentWatch() {}

  /**
   * Runs the registry.
   *
   * @param args the name of the class whose {@code main} starts it
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    ignoreInterrupts();
    daemon("parent-watch", ParentWatch::exitAtEndOfInput);
    Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
  }

  private static void exitAtEndOfInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // A broken pipe is an ended one.
    }
    daemon("halt", ParentWatch::haltAfterGrace);
    System.exit(0);
  }

  /** For a registry that does not stop by itself. */
  private static void haltAfterGrace() {
    try {
      TimeUnit.SECONDS.sleep(GRACE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  /** By reflection, as the compiler warns of {@code sun.misc.Signal} and knows no other way. */
  private static void ignoreInterrupts() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object interrupt = signal.getConstructor(String.class).newInstance("INT");
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, interrupt, handler.getField("SIG_IGN").get(null));
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
