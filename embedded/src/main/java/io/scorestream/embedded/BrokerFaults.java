package io.scorestream.embedded;

import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of this process when Kafka, written to own its process, asks to end it.
 *
 * <p>While a thread starts a broker the request is ignored on that thread, as Kafka then throws the
 * cause as well. At any other time the broker cannot go on (a full disk, for one) and every service
 * that talks to it would hang, so the process ends at once, after an error in the log. Shutdown
 * hooks do not run, since they would wait for the broker.
 */
final class BrokerFaults {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerFaults.class);
  private static final ThreadLocal<Boolean> starting = ThreadLocal.withInitial(() -> false);

  private BrokerFaults() {}

  /** Runs a broker's start so that its failure comes back as an exception. */
  static void thrownWhile(Runnable start) {
    Exit.setExitProcedure((status, message) -> onExit(status));
    Exit.setHaltProcedure((status, message) -> onExit(status));
    starting.set(true);
    try {
      start.run();
    } finally {
      starting.remove();
    }
  }

  private static void onExit(int status) {
    if (starting.get()) {
      return;
    }
    LOG.error(
        "the embedded Kafka broker cannot go on and ends this process with status {}; what was"
            + " committed is kept; the lines above say why: see that its disk has free space, then"
            + " start again on the same directory",
        status);
    Runtime.getRuntime().halt(status);
  }
}
