package io.scorestream.evaluator;

import io.scorestream.compute.ComputeDevice;
import io.scorestream.dashboard.Dashboard;
import io.scorestream.dashboard.DashboardParts;
import io.scorestream.evaluator.api.Advertised;
import io.scorestream.evaluator.api.ApiHandler;
import io.scorestream.evaluator.api.StreamsArchive;
import io.scorestream.evaluator.records.EventSerdes;
import io.scorestream.evaluator.robust.PathErrors;
import io.scorestream.evaluator.tracking.MetricDelivery;
import io.scorestream.evaluator.work.Backlog;
import io.scorestream.evaluator.work.Evaluation;
import io.scorestream.service.Service;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.activity.ActivityReporter;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.PollingThread;
import io.scorestream.service.kafka.StandstillWatch;
import io.scorestream.service.monitoring.Condition;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.storage.FolderRoom;
import io.scorestream.service.topics.Readiness;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the evaluator's topology until it is stopped or fails. Metrics and the places that they were
 * made from are committed in one transaction: after a crash none is missing and none is twice.
 */
public final class EvaluatorService implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(EvaluatorService.class);
  private static final Duration CLOSE = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final EvaluatorSettings settings;
  private final KafkaClients clients;
  private final Monitoring monitoring;
  private final UnaryOperator<Evaluation> around;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * @param settings of the evaluator
   */
  public EvaluatorService(EvaluatorSettings settings) {
    this(settings, Monitoring.off());
  }

  /**
   * @param settings of the evaluator
   * @param monitoring what it is seen through
   */
  public EvaluatorService(EvaluatorSettings settings, Monitoring monitoring) {
    this(settings, monitoring, evaluation -> evaluation);
  }

  /**
   * @param around puts something around each evaluation
   */
  EvaluatorService(
      EvaluatorSettings settings, Monitoring monitoring, UnaryOperator<Evaluation> around) {
    this.settings = settings;
    this.around = around;
    this.monitoring = monitoring;
    this.clients = new KafkaClients(settings.process().connection(), monitoring.meters());
    monitoring.ready().require(Condition.ASSIGNED, Condition.LOADED);
  }

  @Override
  @SuppressWarnings("try") // A thread that only has to be ended.
  public void run() {
    if (!Readiness.await(
        clients, monitoring, settings.process().startWait(), () -> ended.getCount() == 0)) {
      return;
    }
    try (BadRecords badRecords =
            new BadRecords(clients, "evaluator", settings.onBadRecord(), settings.passedOver());
        StandstillWatch watch =
            StandstillWatch.start(clients, EvaluatorRole.evaluated(clients.topics()));
        ActivityReporter reporter =
            new ActivityReporter(clients, "evaluator", settings.process().instance());
        WorkEvaluation evaluation = new WorkEvaluation(settings, clients, badRecords);
        EvaluationPool pool = new EvaluationPool(settings.threads());
        Dashboard dashboard = Dashboard.of(clients, DashboardParts.NONE)) {
      dashboard.attach(monitoring);
      reporter.report(Activity.waiting());
      Backlog backlog = new Backlog();
      EvaluatorActivity activity = new EvaluatorActivity(reporter, clients.topics(), backlog);
      EvaluatorMeters meters = new EvaluatorMeters(clients.meters(), backlog);
      Evaluations evaluations =
          new Evaluations(around.apply(meters.measured(evaluation)), PathErrors::of, pool, backlog);
      KafkaStreams streams = streams(topology(evaluations, activity, meters), badRecords);
      activity.follow(streams);
      track(() -> serve(streams, meters, activity));
    }
    if (failure.get() != null) {
      throw EvaluatorFailures.known(failure.get(), clients.connection(), settings.stateDirectory());
    }
  }

  @Override
  public void stop() {
    ended.countDown();
  }

  private Topology topology(
      Evaluations evaluations, EvaluatorActivity activity, EvaluatorMeters meters) {
    return EvaluatorTopology.build(
        clients.topics(),
        new EventSerdes(clients.connection()),
        clients.partitions(clients.topics().robustErrorMetrics()),
        evaluations,
        activity,
        meters::show);
  }

  /** As many as the evaluator's results have. */
  private int replicas() {
    return clients.layout(clients.topics().robustErrorMetrics()).replicas();
  }

  private KafkaStreams streams(Topology topology, BadRecords badRecords) {
    Properties properties = StreamsProperties.of(settings, replicas(), badRecords);
    Optional<HostInfo> here =
        monitoring.url().map(url -> Advertised.of(settings.advertised(), url));
    here.ifPresent(
        host ->
            properties.put(
                StreamsConfig.APPLICATION_SERVER_CONFIG, host.host() + ":" + host.port()));
    try {
      KafkaStreams streams = new KafkaStreams(topology, properties);
      here.ifPresent(
          host ->
              monitoring.route(
                  ApiHandler.PREFIX, new ApiHandler(new StreamsArchive(streams, host))));
      return streams;
    } catch (StreamsException e) {
      throw EvaluatorFailures.stateDirectory(settings.stateDirectory(), e);
    }
  }

  /** Does something while metrics are delivered to MLflow, where there is one. */
  @SuppressWarnings("try") // The thread only has to be ended.
  private void track(Runnable work) {
    if (settings.mlflow().isEmpty()) {
      work.run();
      return;
    }
    try (PollingThread unused =
        MetricDelivery.start(
            clients,
            EvaluatorRole.ROLE.names(clients.topics()),
            settings.mlflow().orElseThrow(),
            this::fail)) {
      work.run();
    }
  }

  @SuppressWarnings("try") // The meters only have to be ended.
  private void serve(KafkaStreams streams, EvaluatorMeters meters, EvaluatorActivity activity) {
    streams.setUncaughtExceptionHandler(
        e -> {
          fail(e);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    monitoring.ready().watch(Condition.ASSIGNED, () -> streams.state() == State.RUNNING);
    try (StreamsMeters unused = StreamsMeters.of(streams, clients)) {
      streams.start();
      ComputeDevice.require(settings.device(), monitoring);
      awaitEnd(streams, meters, activity);
    } catch (StreamsException e) {
      fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      boolean inOrder =
          streams.close(
              CloseOptions.timeout(CLOSE)
                  .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
      if (!inOrder) {
        LOG.warn(
            "Kafka Streams did not end within {} s; it goes on at the next start",
            CLOSE.toSeconds());
      }
    }
  }

  /**
   * Meanwhile it warns of a state directory that fills up, lets go of meters of runs that are at
   * rest, and says that it is there.
   */
  private void awaitEnd(KafkaStreams streams, EvaluatorMeters meters, EvaluatorActivity activity)
      throws InterruptedException {
    FolderRoom room = new FolderRoom(settings.stateDirectory());
    clients.meters().watch(EvaluatorMeterNames.STATE_FREE, room::bytes);
    do {
      room.warning()
          .ifPresent(
              low -> LOG.warn("{}; the evaluator ends when it has none: make room there", low));
      StreamsArchive.runs(streams).ifPresent(meters::follow);
      activity.again();
    } while (!ended.await(LOOK.toSeconds(), TimeUnit.SECONDS));
  }

  private void fail(Throwable cause) {
    failure.compareAndSet(null, cause);
    ended.countDown();
  }
}
