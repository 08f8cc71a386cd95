package io.scorestream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.rows.Rows;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.steering.RunLog;
import io.scorestream.steering.RunLog.Steered;
import io.scorestream.steering.RunProgress;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongBiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is steered by commands while a trainer is at work, all against a real broker. */
class RunsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path folder;
  private static EmbeddedStack stack;
  private static KafkaClients clients;
  private static Process trainer;

  @BeforeAll
  static void start() throws Exception {
    stack = EmbeddedStack.start(folder.resolve("stack"), StackPorts.FREE);
    clients =
        new KafkaClients(
            new ConnectionSettings(
                stack.bootstrapServers(),
                stack.registryUrl(),
                new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX),
                Map.of()));
    succeeds("topics", "apply");
    trainer =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Scorestream.class.getName()),
                        Arrays.stream(
                            connected(
                                "train", "--device=cpu", "--cache-dir=" + folder.resolve("cache"))))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("trainer.log").toFile())
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    trainer.destroy();
    trainer.waitFor();
    stack.close();
  }

  /** Whoever streams it: the columns are those that the source is described with. */
  @Test
  void aRun_onASourceThatIsOnItsTopic_takesItsScaleFromThere() {
    Rows rows = Rows.zeros(400, 2);
    for (int row = 0; row < rows.count(); row++) {
      rows.numbers()[2 * row] = (float) (100 + Math.sqrt(300) * (row - 199.5) / 200);
      rows.numbers()[2 * row + 1] = 7;
    }
    try (Producer<String, SpecificRecord> producer = clients.producer("elsewhere")) {
      send(
          producer,
          clients.topics().sources(),
          0,
          SourceInfo.newBuilder()
              .setSource("orders")
              .setPartition(1)
              .setDimension(2)
              .setColumns(List.of(column("price"), column("version")))
              .setOrigin("a test")
              .setCreatedBy("a test")
              .build());
      send(producer, clients.topics().samples(), 1, SampleBatches.batch("orders", 0, rows));
    }

    succeeds("runs", "apply", "--source-id=orders", "--timesteps=4");

    RunSpec spec = new RunLog(clients).find("orders-n4-s1").run().spec();
    assertThat(spec.getSource()).isEqualTo("orders");
    assertThat(spec.getColumns())
        .extracting(SourceColumn::getName)
        .containsExactly("price", "version");
    assertThat(spec.getStandardisation().getShift().get(0)).isCloseTo(100, within(3.0));
    assertThat(spec.getStandardisation().getScale().get(0)).isCloseTo(10, within(0.5));
    assertThat(spec.getStandardisation().getScale().get(1)).as("it does not vary").isZero();
    Invocation.of(connected("runs", "apply", "--source-id=nobody"))
        .failsClearly(Reason.NO_INPUT.exitCode(), "nobody", "produce");
  }

  private static SourceColumn column(String name) {
    return SourceColumn.newBuilder().setName(name).setKind(ColumnKind.CONTINUOUS).build();
  }

  private static void send(
      Producer<String, SpecificRecord> producer, Topic topic, int partition, SpecificRecord event) {
    send(producer, topic, partition, "orders", event);
  }

  private static void send(
      Producer<String, SpecificRecord> producer,
      Topic topic,
      int partition,
      String key,
      SpecificRecord event) {
    // Not awaited: closing the producer is.
    Future<RecordMetadata> unused =
        producer.send(new ProducerRecord<>(topic.name(), partition, key, event));
  }

  @Test
  void aRun_isAskedForAMilestone_pausedResumedAndDeleted() {
    apply("r", "--until=1024");
    produce(300);
    awaitReached("r", 256);

    assertThat(succeeds("runs", "milestone", "r")).contains("milestone 300");
    awaitReached("r", 300);
    assertThat(succeeds("runs", "milestone", "r")).contains("there already");
    call("runs", "milestone", "r", "--at=200").failsClearly(64, "milestone 300 already");
    call("runs", "milestone", "r", "--at=2000").failsClearly(64, "1024");

    for (String steering : List.of("pause", "delete", "extend", "milestone --at=700")) {
      String[] words = ("runs " + steering + " r --dry-run").split(" ");
      assertThat(succeeds(words))
          .isEqualTo(
              "run r would be given the command '%s'; nothing was done\n"
                  .formatted(steering.replace("--at=", "")));
    }
    assertThat(succeeds("runs", "resume", "r", "--dry-run"))
        .isEqualTo("run r is not paused; nothing was done\n");
    assertThat(succeeds("runs", "list")).containsPattern("r +mixture-1 .*active +300 +1024");

    assertThat(succeeds("runs", "pause", "r")).contains("is paused");
    assertThat(succeeds("runs", "pause", "r")).contains("is paused already");
    assertThat(succeeds("runs", "list")).containsPattern("r +mixture-1 .*paused +300 +1024");
    produce(600);
    // A run that comes after the samples shows that the trainer had its chance.
    apply("other", "--until=512");
    awaitReached("other", 512);
    assertThat(progress("r", RunProgress::furthest)).isEqualTo(300);

    // The same command again, or a shorter one, neither resumes a paused run nor shortens it.
    assertThat(apply("r", "--until=1024")).contains("is there already");
    assertThat(apply("r", "--until=512")).contains("is there already");
    assertThat(apply("r", "--until=2048")).contains("goes on further");
    assertThat(succeeds("runs", "extend", "r", "--until=600"))
        .contains("goes on to milestone 2048");
    assertThat(succeeds("runs", "list")).containsPattern("r +mixture-1 .*paused +300 +2048");
    assertThat(succeeds("runs", "resume", "r")).contains("goes on");
    awaitReached("r", 512);

    assertThat(succeeds("runs", "delete", "r")).contains("is deleted, with all that it made");
    assertThat(succeeds("runs", "list")).doesNotContainPattern("(?m)^r ");
    assertThat(succeeds("runs", "list", "--all=true")).containsPattern("(?m)^r .* deleted ");
    assertThat(progress("other", RunProgress::furthest)).isEqualTo(512);
    assertThat(succeeds("runs", "delete", "r")).contains("is deleted");
    call("runs", "pause", "r").failsClearly(64, "run r is deleted");
    call("runs", "pause", "r", "--dry-run").failsClearly(64, "run r is deleted");
    assertThat(succeeds("runs", "delete", "r", "--dry-run"))
        .isEqualTo("run r is deleted already; nothing was done\n");
    call("runs", "delete", "never").failsClearly(64, "there is no run 'never'");

    String[] another = {"runs", "apply", "--run=r", "--law=mixture", "--timesteps=5"};
    call(another).failsClearly(78, "was deleted, but existed with another specification");
    assertThat(apply("r", "--until=512")).contains("begins anew");
    awaitReached("r", 512);
    assertThat(trainer.isAlive()).isTrue();
  }

  /** What a trainer says of such a run is said for it here. */
  @Test
  void aRun_thatFailed_saysWhy_untilItIsResumed() {
    apply("broken", "--until=512");
    String hash = new RunLog(clients).find("broken").run().hash();
    try (Producer<String, SpecificRecord> producer = clients.producer("marking")) {
      send(
          producer,
          clients.topics().commands(),
          0,
          "broken",
          new RunCommand(
              "broken", RunAction.FAIL, null, "a test", hash, "samples lack; send them", null));
    }
    assertThat(succeeds("runs", "list"))
        .containsPattern("(?m)^broken +mixture-1 .* failed ")
        .contains("run broken has failed: samples lack; send them");
    assertThat(succeeds("runs", "list", "--json"))
        .contains("\"state\":\"failed\",\"failure\":\"samples lack; send them\"");
    assertThat(succeeds("runs", "resume", "broken", "--learning-rate", "0.001"))
        .contains("goes on at learning rate 0.001");
    assertThat(succeeds("runs", "list"))
        .containsPattern("(?m)^broken +mixture-1 .* active ")
        .doesNotContain("has failed");
    succeeds("runs", "delete", "broken", "--wait=0 s");
  }

  /** Of a pause and a milestone at the same time, one was lost when both rewrote the run. */
  @Test
  void commandsAtTheSameTime_areAllKept() throws Exception {
    apply("busy", "--until=100000");
    ExecutorService operators = Executors.newFixedThreadPool(4);
    try {
      List<Future<Steered>> given = new ArrayList<>();
      for (int round = 0; round < 10; round++) {
        long m = 5001L + round;
        long end = 100_001L + round;
        given.add(operators.submit(() -> command(RunAction.MILESTONE, m)));
        given.add(operators.submit(() -> command(RunAction.PAUSE, null)));
        given.add(operators.submit(() -> command(RunAction.MILESTONE, m + 1000)));
        given.add(operators.submit(() -> command(RunAction.EXTEND, end)));
      }
      for (Future<Steered> each : given) {
        each.get();
      }
    } finally {
      operators.shutdown();
    }
    RunState busy = new RunLog(clients).find("busy");
    assertThat(busy.paused()).isTrue();
    assertThat(busy.milestones().last()).hasValue(100_010);
    assertThat(busy.milestones().requested())
        .containsExactlyElementsOf(
            LongStream.concat(LongStream.range(5001, 5011), LongStream.range(6001, 6011))
                .boxed()
                .toList());
  }

  private static Steered command(RunAction action, @Nullable Long milestone) {
    return new RunLog(clients).command("busy", action, milestone);
  }

  @Test
  void aRun_isAppliedFromAFile_afterItWasTriedOut() throws IOException {
    Path spec =
        Files.writeString(
            folder.resolve("spec.yaml"),
            "run: from-a-file\nlaw: ring\ntimesteps: 3\nhidden: {widths: [8, 8]}\nuntil: 512\n");
    Invocation tried = call("runs", "apply", spec.toString(), "--dry-run");
    assertThat(tried.exitCode()).as(tried.err()).isZero();
    assertThat(tried.out()).contains("\"run\": \"from-a-file\"");
    assertThat(tried.err()).contains("would be published; nothing was done");
    assertThat(succeeds("runs", "list", "--json")).doesNotContain("from-a-file");

    assertThat(succeeds("runs", "apply", spec.toString(), "--source-id=mine"))
        .contains("run from-a-file published");
    assertThat(succeeds("runs", "list", "--json"))
        .contains("{\"run\":\"from-a-file\",\"source\":\"mine\",\"dimension\":2");
    assertThat(call("runs", "apply", spec.toString(), "--source-id=mine", "--dry-run").err())
        .contains("is there already");
    call("runs", "apply", spec.toString(), "--dry-run")
        .failsClearly(78, "exists with another specification");
    succeeds("runs", "delete", "from-a-file", "--wait=0 s");
  }

  @Test
  void aRun_onAFile_saysWhatIsToBeKnownOfItsColumns() throws IOException {
    Path file = folder.resolve("gaps.csv");
    Files.write(file, IntStream.range(0, 300).mapToObj(i -> i == 7 ? "," : i + ",1").toList());
    Invocation applied =
        call("runs", "apply", "--data=" + file, "--missing=drop", "--timesteps=20", "--dry-run");
    assertThat(applied.exitCode()).as(applied.err()).isZero();
    assertThat(applied.err()).contains("note: 1 row that lacks a cell is left out");
  }

  @Test
  void runsOfOneIdAtTheSameTime_areOneOrAConflict() throws Exception {
    ExecutorService operators = Executors.newFixedThreadPool(4);
    try {
      List<Future<Invocation>> given = new ArrayList<>();
      for (int seed = 1; seed <= 4; seed++) {
        String[] one = {
          "runs", "apply", "--run=one", "--law=mixture", "--timesteps=4", "--seed=" + seed
        };
        given.add(operators.submit(() -> call(one)));
      }
      int applied = 0;
      for (Future<Invocation> each : given) {
        applied += each.get().exitCode() == 0 ? 1 : 0;
      }
      assertThat(applied).isEqualTo(1);
    } finally {
      operators.shutdown();
    }
    succeeds("runs", "delete", "one", "--wait=0 s");
  }

  private static String apply(String run, String more) {
    return succeeds(
        "runs",
        "apply",
        "--run=" + run,
        "--law=mixture",
        "--timesteps=4",
        "--shards=2",
        "--hidden-widths=8",
        "--min-steps=20",
        "--max-steps=20",
        "--halves=" + run.equals("r"),
        more);
  }

  private static void produce(int samples) {
    succeeds("produce", "--law=mixture", "--source-id=mixture-1", "--limit=" + samples);
  }

  private static void awaitReached(String run, long milestone) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> !trainer.isAlive() || progress(run, RunProgress::reached) >= milestone);
    assertThat(trainer.isAlive()).as("the trainer lives; see its log").isTrue();
  }

  private static long progress(String run, ToLongBiFunction<RunProgress, RunState> of) {
    return of.applyAsLong(RunProgress.read(clients), new RunLog(clients).find(run));
  }

  private static String succeeds(String... args) {
    Invocation invocation = call(args);
    assertThat(invocation.exitCode()).as(invocation.err()).isZero();
    return invocation.out();
  }

  private static Invocation call(String... args) {
    return Invocation.of(connected(args));
  }

  private static String[] connected(String... args) {
    return Stream.concat(
            Arrays.stream(args),
            Stream.of(
                "--bootstrap-servers=" + stack.bootstrapServers(),
                "--registry-url=" + stack.registryUrl()))
        .toArray(String[]::new);
  }
}
