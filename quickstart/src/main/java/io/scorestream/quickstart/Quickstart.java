package io.scorestream.quickstart;

import io.scorestream.control.watch.EventWatch;
import io.scorestream.dashboard.RecordedPages;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.EmbeddedStartException;
import io.scorestream.embedded.StackPorts;
import io.scorestream.events.RunAction;
import io.scorestream.report.terminal.ProgressView;
import io.scorestream.report.terminal.ProgressViews;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.logging.LogFile;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.settings.HttpSettings;
import io.scorestream.service.storage.FolderRoom;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.steering.RunLog;
import io.scorestream.topics.TopicCatalogue;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The whole pipeline in one process tree: broker, registry and the four services, which know of
 * each other only by topics. Owned by the thread that calls {@link #run}.
 */
final class Quickstart {

  private static final long STOP_SECONDS = 60;

  /** Enough to end in order with: Kafka and the evaluator write what they still hold. */
  private static final long LEAST_ROOM = 32L << 20;

  /** One broker, and one process whose threads are few. */
  private static final NewTopics TOPICS = new NewTopics(4, (short) 1);

  private final QuickstartSettings settings;
  private final Map<String, String> environment;
  private final PrintWriter out;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean reached;

  Quickstart(QuickstartSettings settings, Map<String, String> environment, PrintWriter out) {
    this.settings = settings;
    this.environment = environment;
    this.out = out;
  }

  /**
   * Runs until the last milestone is evaluated, where the settings say so, or until it is stopped
   * by a signal.
   *
   * @return exit code; stopped by a signal before the last milestone, the process has that signal's
   */
  int run() {
    QuickstartPlan plan =
        QuickstartPlan.of(settings.run(), new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX));
    Thread hook = new Thread(this::stopOnSignal, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (Home home = settings.dir() == null ? Home.free(environment) : Home.at(settings.dir())) {
      LogFile.redirectTo(home.resolve("quickstart.log"));
      runIn(home, plan);
      return 0;
    } catch (EmbeddedStartException e) {
      throw new ScorestreamException(Reason.UNAVAILABLE, e.problem(), e.remedy(), e);
    } finally {
      ended.countDown();
      removeHook(hook);
    }
  }

  private void runIn(Home home, QuickstartPlan plan) {
    try (ProgressView view = ProgressViews.forOutput(out, environment, settings.quiet())) {
      plan.notices().forEach(word -> view.message("note: " + word));
      view.message("data in " + home.path());
      FolderRoom room = new FolderRoom(home.path());
      look(room, view);
      try (EmbeddedStack stack = EmbeddedStack.start(home.path(), ports())) {
        view.message(
            "Kafka at " + stack.bootstrapServers() + ", schema registry at " + stack.registryUrl());
        QuickstartFolder.publish(home, stack);
        HttpSettings beside = HttpSettings.local(0).withToken(settings.http().token());
        try (Monitoring drawing = Monitoring.start(beside)) {
          Services services = new Services(home, stack, drawing);
          KafkaClients clients = new KafkaClients(services.connection());
          new TopicAdministration(clients).apply(TOPICS);
          try (ShownPage page =
              ShownPage.open(clients, settings.http(), drawing.url().orElseThrow())) {
            view.message("watch it at " + page.url());
            follow(home, clients, services, plan, view, () -> look(room, view));
          }
        }
      }
    }
  }

  private void follow(
      Home home,
      KafkaClients clients,
      Services services,
      QuickstartPlan plan,
      ProgressView view,
      Runnable room) {
    RunLog log = new RunLog(clients);
    log.apply(plan.run().spec());
    // What it failed for may be mended; where it is not, it fails again.
    if (log.find(plan.run().id()).failure() != null) {
      log.command(plan.run().id(), RunAction.RESUME, null);
    }
    List<FollowedRun> followed = followed(home, plan.run(), log.read());
    try {
      followed.stream()
          .skip(1)
          .forEach(it -> view.message("the folder holds another run, too: " + it.run().id()));
      Progress progress = new Progress(plan, followed, view);
      watch(clients, services, plan, progress, room);
      reached = progress.isComplete();
      report(clients, followed, view);
      if (!reached) {
        view.result(stopped(followed.get(0).reached(), plan.until()));
      }
    } finally {
      followed.forEach(FollowedRun::close);
    }
  }

  /** The quickstart's own run, and behind it the others that its folder holds. */
  private List<FollowedRun> followed(Home home, Run own, List<RunState> there) {
    Path reports = home.resolve("report");
    List<FollowedRun> followed = new ArrayList<>();
    followed.add(
        new FollowedRun(
            own, settings.report() == null ? reports.resolve(own.id()) : settings.report()));
    there.stream()
        .filter(state -> !state.deleted() && !state.run().id().equals(own.id()))
        .map(RunState::run)
        .forEach(run -> followed.add(new FollowedRun(run, reports.resolve(run.id()))));
    return followed;
  }

  private static void report(KafkaClients clients, List<FollowedRun> followed, ProgressView view) {
    try (RecordedPages pages = new RecordedPages(clients)) {
      for (FollowedRun each : followed) {
        List<String> outlook =
            new FinalReport(clients, each.run()).write(each.report(), each.metrics(), pages);
        if (each == followed.get(0)) {
          outlook.forEach(view::result);
        }
        view.result(
            (followed.size() == 1 ? "report in " : "report of " + each.run().id() + " in ")
                + each.report().toAbsolutePath()
                + "; open its "
                + FinalReport.PAGE
                + " in a browser");
      }
    }
  }

  private static String stopped(long reached, long until) {
    return (reached == 0
            ? "stopped before the first milestone was evaluated"
            : "stopped at milestone %s of %s".formatted(reached, until))
        + "; the same command goes on from there";
  }

  private StackPorts ports() {
    return settings.port() == null ? StackPorts.FREE : StackPorts.from(settings.port());
  }

  /**
   * Warns while there is room, and ends before there is none: that would end Kafka out of order.
   */
  private static void look(FolderRoom room, ProgressView view) {
    room.warning().ifPresent(low -> view.message("warning: " + low + "; make room there"));
    room.require(
        LEAST_ROOM, "make room there, then give the same command again: it goes on where it was");
  }

  private void watch(
      KafkaClients clients,
      Services services,
      QuickstartPlan plan,
      Progress progress,
      Runnable room) {
    try (ServiceThreads threads = new ServiceThreads();
        EventWatch watch = new EventWatch(clients, progress)) {
      services.startOn(threads, plan);
      while (stopRequested.getCount() > 0 && !(settings.exit() && progress.isComplete())) {
        watch.poll();
        progress.tell();
        room.run();
        if (threads.failure().isDone()) {
          throw failed(threads.failure().join());
        }
        if (progress.isFailed()) {
          throw failed(new RunLog(clients).find(plan.run().id()));
        }
      }
    }
  }

  private static ScorestreamException failed(RunState run) {
    return new ScorestreamException(
        Reason.BAD_DATA,
        run + " has failed: " + run.failure(),
        "mend it and start again: it goes on from its newest milestone");
  }

  private static RuntimeException failed(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  /**
   * Once the goal is reached, being stopped is a success. Before that the JVM is left to end the
   * process as a signal does: with 128 and the signal's number.
   */
  private void stopOnSignal() {
    stopRequested.countDown();
    boolean inOrder = false;
    try {
      inOrder = ended.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (reached || !inOrder) {
      Runtime.getRuntime().halt(inOrder ? 0 : Reason.INTERNAL.exitCode());
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook has begun and waits for this thread, which is what it is for.
    }
  }
}
