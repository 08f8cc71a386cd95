package io.scorestream.evaluator.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.HostInfo;

/** Under which name others reach an evaluator. */
public final class Advertised {

  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

  private Advertised() {}

  /**
   * The name and port that are set, or else those that are listened on; this machine's name where
   * it is listened on all of its addresses.
   *
   * @param setting {@code host:port}, where it is set
   * @param url where the server answers
   */
  public static HostInfo of(Optional<String> setting, String url) {
    if (setting.isPresent()) {
      return HostInfo.buildFromEndpoint(setting.get());
    }
    String listening = url.substring(url.indexOf("//") + 2);
    int colon = listening.lastIndexOf(':');
    String host = listening.substring(0, colon);
    boolean everywhere = EVERYWHERE.contains(host);
    return new HostInfo(
        everywhere ? hostName() : host, Integer.parseInt(listening.substring(colon + 1)));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
