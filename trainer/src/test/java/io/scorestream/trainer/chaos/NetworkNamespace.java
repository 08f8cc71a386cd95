package io.scorestream.trainer.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A host of its own as far as its network goes: a namespace of Linux, joined to this one by a pair
 * of virtual cards, whose cable can be cut. Needs root and {@code ip}.
 */
final class NetworkNamespace implements AutoCloseable {

  private static final String NAME = "scorestream" + ProcessHandle.current().pid();
  private static final String HERE = "ss" + ProcessHandle.current().pid();
  private static final String THERE = HERE + "b";

  /** Of TEST-NET-2, which no network has. */
  private static final String ADDRESS = "198.51.100.1";

  private static final String OTHER = "198.51.100.2";

  private NetworkNamespace() {}

  /** Makes it; a test that cannot have it is skipped, and says why. */
  static NetworkNamespace create() {
    NetworkNamespace made = new NetworkNamespace();
    try {
      ip("netns add " + NAME);
      ip("link add " + HERE + " type veth peer name " + THERE + " netns " + NAME);
      ip("address add " + ADDRESS + "/30 dev " + HERE);
      ip("link set dev " + HERE + " up");
      ip("-n " + NAME + " address add " + OTHER + "/30 dev " + THERE);
      ip("-n " + NAME + " link set dev lo up");
      made.join();
      return made;
    } catch (UncheckedIOException e) {
      made.close();
      return Assumptions.abort("no namespace of the network is to be had: " + e.getMessage());
    }
  }

  /** Where this host is found from within. */
  InetAddress address() throws IOException {
    return InetAddress.getByName(ADDRESS);
  }

  /** Words that have a command run within. */
  List<String> within() {
    return List.of("ip", "netns", "exec", NAME);
  }

  /** What is sent from within goes nowhere from now on, and nothing comes. */
  void cut() {
    ip("-n " + NAME + " link set dev " + THERE + " down");
  }

  void join() {
    ip("-n " + NAME + " link set dev " + THERE + " up");
  }

  private static void ip(String words) {
    try {
      Process process =
          new ProcessBuilder(("ip " + words).split(" ")).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("ip " + words + ": " + said.strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      ip("netns del " + NAME);
    } catch (UncheckedIOException e) {
      // There is none to delete.
    }
  }
}
