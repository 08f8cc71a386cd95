package io.scorestream.service.settings;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a service answers HTTP, and whom.
 *
 * @param host name or address to listen on
 * @param port to listen on, 0 for any that is free; empty where the service is not to listen
 * @param token what whoever asks for anything below {@code /api/} has to know; empty for nothing
 * @param hosts names that requests may come under beside those of this machine itself
 * @param open whether others may be let in without a token
 */
public record HttpSettings(
    String host, OptionalInt port, Optional<String> token, List<String> hosts, boolean open) {

  /** These settings. */
  public static final SettingGroup DECLARED = new SettingGroup();

  private static final String LOOPBACK = "127.0.0.1";

  private static final Setting<String> HOST =
      DECLARED.add(
          Setting.of("http.host", SettingType.TEXT)
              .importance(Importance.LOW)
              .otherwise(
                  LOOPBACK,
                  "Name or address that http.port is opened on; 0.0.0.0 for all of the machine's."
                      + " Where it lets other machines in, http.token has to be there."));

  private static final Setting<Optional<Integer>> PORT =
      DECLARED.add(
          Setting.of("http.port", SettingType.INT)
              .where(Constraint.between(0, 65_535))
              .optional(
                  "Port for /metrics, /healthy and /ready; 0 takes one that is free and logs it."
                      + " Without it there is none, but for the dashboard, which then has 8088."));

  /** What asks for nothing below {@code /api/} without it. */
  public static final Setting<Optional<String>> TOKEN =
      DECLARED.add(
          Setting.of("http.token", SettingType.SECRET)
              .where(
                  new Constraint<>(
                      text -> text.matches("[A-Za-z0-9._~+/=-]{16,}"),
                      "16 characters or more, of letters, digits and ._~+/=-"))
              .importance(Importance.LOW)
              .optional(
                  "What has to be known to ask for anything below /api/: as Authorization: Bearer,"
                      + " or typed into the page. Without it, nobody is asked. Better in a file or"
                      + " a variable than among options, which others see."));

  private static final Setting<List<String>> HOSTS =
      DECLARED.add(
          Setting.of("http.hosts", SettingType.LIST)
              .where(
                  new Constraint<>(
                      names ->
                          names.stream()
                              .allMatch(it -> it.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]")),
                      "names or addresses without a port, with commas between them"))
              .importance(Importance.LOW)
              .otherwise(
                  List.of(),
                  "Names under which requests may come beside localhost, the machine's own and"
                      + " http.host; with http.token, any may."));

  private static final Setting<Boolean> OPEN =
      DECLARED.add(
          Setting.of("http.open", SettingType.BOOLEAN)
              .importance(Importance.LOW)
              .otherwise(
                  false,
                  "Whether http.host may let other machines in without http.token, since something"
                      + " else keeps them out, as a container does whose port nobody else"
                      + " reaches."));

  /** Keeps its own copy. */
  public HttpSettings {
    hosts = List.copyOf(hosts);
  }

  /** Not to listen. */
  public static HttpSettings off() {
    return new HttpSettings(LOOPBACK, OptionalInt.empty(), Optional.empty(), List.of(), false);
  }

  /** To listen on a port of this machine alone; 0 for any that is free. */
  public static HttpSettings local(int port) {
    return off().orPort(port);
  }

  /** The same, with a port where none is given. */
  public HttpSettings orPort(int usual) {
    return port.isPresent()
        ? this
        : new HttpSettings(host, OptionalInt.of(usual), token, hosts, open);
  }

  /** The same, with this token. */
  public HttpSettings withToken(Optional<String> other) {
    return new HttpSettings(host, port, other, hosts, open);
  }

  /** Picks these settings out of a service's. */
  public static HttpSettings of(Settings settings) {
    return new HttpSettings(
        settings.get(HOST),
        settings.get(PORT).map(OptionalInt::of).orElseGet(OptionalInt::empty),
        settings.get(TOKEN),
        settings.get(HOSTS),
        settings.get(OPEN));
  }

  /** Nothing secret. */
  @Override
  public String toString() {
    return host + ":" + (port.isPresent() ? port.getAsInt() : "-");
  }
}
