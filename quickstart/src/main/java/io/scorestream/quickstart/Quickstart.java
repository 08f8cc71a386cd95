package io.scorestream.quickstart;

import io.scorestream.control.runs.RunLog;
import io.scorestream.control.watch.EventWatch;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.EmbeddedStartException;
import io.scorestream.embedded.StackPorts;
import io.scorestream.report.MetricsFiles;
import io.scorestream.report.terminal.ProgressView;
import io.scorestream.report.terminal.ProgressViews;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.logging.LogFile;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.topics.TopicCatalogue;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The whole pipeline in one process tree: broker, registry and the four services, which know of
 * each other only by topics. Owned by the thread that calls {@link #run}.
 */
final class Quickstart {

  private static final long STOP_SECONDS = 60;

  /** One broker, and one process whose threads are few. */
  private static final NewTopics TOPICS = new NewTopics(4, (short) 1);

  private final QuickstartOptions options;
  private final Map<String, String> environment;
  private final PrintWriter out;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  Quickstart(QuickstartOptions options, Map<String, String> environment, PrintWriter out) {
    this.options = options;
    this.environment = environment;
    this.out = out;
  }

  /**
   * Runs until the last milestone is evaluated, where the options say so, or until it is stopped by
   * a signal.
   *
   * @return exit code
   */
  int run() {
    QuickstartPlan plan =
        QuickstartPlan.of(options, new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX));
    Thread hook = new Thread(this::stopOnSignal, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (Home home = options.dir() == null ? Home.free(environment) : Home.at(options.dir())) {
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
    Path report = options.report() == null ? home.resolve("report") : options.report();
    try (MetricsFiles files = new MetricsFiles(report);
        ProgressView view = view(plan)) {
      plan.notices().forEach(word -> view.message("note: " + word));
      view.message("data in " + home.path());
      try (EmbeddedStack stack = EmbeddedStack.start(home.path(), ports())) {
        view.message(
            "Kafka at " + stack.bootstrapServers() + ", schema registry at " + stack.registryUrl());
        QuickstartFolder.publish(home, stack);
        Services services = new Services(home, stack);
        KafkaClients clients = new KafkaClients(services.connection());
        new TopicAdministration(clients).apply(TOPICS);
        new RunLog(clients).apply(plan.run().spec());
        Progress progress = new Progress(plan, files, view);
        watch(clients, services, plan, progress);
        new FinalReport(clients, plan).write(report, progress.metrics()).forEach(view::result);
        view.result("report in " + report.toAbsolutePath());
      }
    }
  }

  private ProgressView view(QuickstartPlan plan) {
    return ProgressViews.forOutput(out, environment, plan.run().spec(), options.quiet());
  }

  private StackPorts ports() {
    return options.port() == null ? StackPorts.FREE : StackPorts.from(options.port());
  }

  private void watch(
      KafkaClients clients, Services services, QuickstartPlan plan, Progress progress) {
    try (ServiceThreads threads = new ServiceThreads();
        EventWatch watch = new EventWatch(clients, progress)) {
      services.startOn(threads, plan);
      while (stopRequested.getCount() > 0 && !(options.exit() && progress.isComplete())) {
        watch.poll();
        if (threads.failure().isDone()) {
          throw failed(threads.failure().join());
        }
      }
    }
  }

  private static RuntimeException failed(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  private void stopOnSignal() {
    stopRequested.countDown();
    boolean inOrder = false;
    try {
      inOrder = ended.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(inOrder ? 0 : Reason.INTERNAL.exitCode());
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook has begun and waits for this thread, which is what it is for.
    }
  }
}
