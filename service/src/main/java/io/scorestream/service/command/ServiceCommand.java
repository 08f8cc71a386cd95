package io.scorestream.service.command;

import io.scorestream.service.Reason;
import io.scorestream.service.Service;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.settings.HttpSettings;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.Settings;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import picocli.CommandLine;

/**
 * The command line of one service: options from its settings, an orderly end on SIGTERM and SIGINT,
 * failures as messages and exit codes. The service's own main and the {@code scorestream} command
 * both run it.
 */
public final class ServiceCommand {

  private static final int STOP_SECONDS = 25;

  private final String name;
  private final String description;
  private final SettingGroup declared;
  private final BiFunction<Settings, Monitoring, Service> factory;
  private final UnaryOperator<HttpSettings> http;

  /**
   * @param name the command, such as {@code train}
   * @param description one sentence for {@code --help}
   * @param declared the service's settings, with those of its instance
   * @param factory makes the service out of valid settings, and of what it is seen through
   */
  public ServiceCommand(
      String name,
      String description,
      SettingGroup declared,
      BiFunction<Settings, Monitoring, Service> factory) {
    this(name, description, declared, factory, given -> given);
  }

  /**
   * The same for a service that is nothing without an HTTP server.
   *
   * @param http where it answers, of where it was told to
   */
  public ServiceCommand(
      String name,
      String description,
      SettingGroup declared,
      BiFunction<Settings, Monitoring, Service> factory,
      UnaryOperator<HttpSettings> http) {
    this.name = name;
    this.description = description;
    this.declared = declared;
    this.factory = factory;
    this.http = http;
  }

  /**
   * The command for picocli, on its own or as a subcommand.
   *
   * @param environment variables that settings may be given by
   */
  public CommandLine commandLine(Map<String, String> environment) {
    return SettingsCommand.of(environment, name, description, declared, this::serve);
  }

  /**
   * The same with more settings, which may ask for something else than to {@link #serve}.
   *
   * @param action what is done
   */
  public CommandLine commandLine(
      Map<String, String> environment, SettingGroup more, SettingsCommand.Action action) {
    return SettingsCommand.of(
        environment, name, description, new SettingGroup(declared, more), action);
  }

  /** Runs the command as a process of its own; does not return. */
  public void runAsProcess(Map<String, String> environment, String... args) {
    CommandProcess.run(() -> commandLine(environment), args);
  }

  /** Runs the service to its end; returns the exit code. */
  public int serve(Settings settings, CommandLine line) {
    try (Monitoring monitoring = Monitoring.start(http.apply(HttpSettings.of(settings)))) {
      serve(factory.apply(settings, monitoring), line);
    }
    return 0;
  }

  private static void serve(Service service, CommandLine line) {
    CountDownLatch ended = new CountDownLatch(1);
    Thread stopper = new Thread(() -> stopInOrder(service, ended, line.getErr()), "stop");
    Runtime.getRuntime().addShutdownHook(stopper);
    try {
      service.run();
    } finally {
      ended.countDown();
      removeHook(stopper);
    }
  }

  /**
   * Ends the process by {@code halt}: the JVM would otherwise report the signal as its exit code,
   * and an orderly end on request is a success.
   */
  private static void stopInOrder(Service service, CountDownLatch ended, PrintWriter err) {
    service.stop();
    boolean inOrder = false;
    try {
      inOrder = ended.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!inOrder) {
      err.println(
          "scorestream: did not end within "
              + STOP_SECONDS
              + " s; what was not committed is dropped");
      err.flush();
    }
    Runtime.getRuntime().halt(inOrder ? 0 : Reason.INTERNAL.exitCode());
  }

  private static void removeHook(Thread stopper) {
    try {
      Runtime.getRuntime().removeShutdownHook(stopper);
    } catch (IllegalStateException shuttingDown) {
      // The hook has begun and waits for this thread, which is what it is for.
    }
  }
}
