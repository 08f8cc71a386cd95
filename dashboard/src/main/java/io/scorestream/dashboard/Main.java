package io.scorestream.dashboard;

import io.scorestream.service.command.ServiceCommand;

/** The dashboard as a process. */
public final class Main {

  private Main() {}

  /** The command {@code dashboard}. */
  public static ServiceCommand command() {
    return new ServiceCommand(
        "dashboard",
        "Serves a page that shows all runs as they go, at http://127.0.0.1:"
            + DashboardSettings.PORT
            + "/ unless told otherwise.",
        DashboardSettings.DECLARED,
        (settings, monitoring) -> new DashboardService(DashboardSettings.of(settings), monitoring),
        http -> http.orPort(DashboardSettings.PORT));
  }

  /** Runs the command; the process ends with its exit code. */
  public static void main(String[] args) {
    command().runAsProcess(System.getenv(), args);
  }
}
