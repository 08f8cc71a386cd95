package io.scorestream.cli.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.scorestream.cli.Invocation;
import io.scorestream.cli.Scorestream;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.events.DataType;
import io.scorestream.events.Evidence;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.Metric;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.codec.Floats;
import io.scorestream.fixtures.PublishedRuns;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.fixtures.TestTopics;
import io.scorestream.run.Run;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.topics.MetricName;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What people take away of a run whose topics were filled as services fill them. */
@ExtendWith(RunningStack.class)
class ExportsIT {

  private static final String PREFIX = "exports";
  private static final Run RUN = SmallRun.named("small", 2);
  private static final Run OTHER = SmallRun.named("other", 3);

  private static EmbeddedStack stack;
  private static TestTopics topics;

  @TempDir private Path folder;

  @BeforeAll
  static void publish(EmbeddedStack running) {
    stack = running;
    topics = TestTopics.of(stack, PREFIX).create(4);
    PublishedRuns published = new PublishedRuns(topics);
    published.run(RUN);
    published.run(OTHER);
    published.run(SmallRun.named("idle", 2));
    published.milestone(RUN, 256, networks());
    published.milestone(RUN, 512, networks());
    generations(256, 0, 1, new float[] {1, 2, 3, 4});
    generations(512, 0, 2, new float[] {5.5f, 6});
    generations(512, 1, 2, new float[] {-7, 8});
    generations(1024, 0, 2, new float[] {9, 9});
    metric(256, MetricName.SLICED_W2, 0.2);
    metric(256, MetricName.SLICED_W2_FLOOR, 0.2);
    metric(512, MetricName.SLICED_W2, 0.5);
    metric(512, MetricName.SLICED_W2_FLOOR, 0.2);
    metric(OTHER, 512, MetricName.SLICED_W2, 0.3);
    metric(OTHER, 512, MetricName.SLICED_W2_FLOOR, 0.2);
  }

  @Test
  void checkpoints_areListed() {
    Invocation list = cli("checkpoints", "list");

    assertThat(list.exitCode()).as(list.err()).isZero();
    assertThat(list.out().lines().skip(1))
        .satisfiesExactly(
            row -> assertThat(row).matches("small +256 +12 .*"),
            row -> assertThat(row).matches("small +512 +12 .*"));
  }

  @Test
  void checkpoints_areListedForPrograms() {
    assertThat(cli("checkpoints", "list", "--json", "--run", "small").out())
        .startsWith("[{\"run\":\"small\",\"milestone\":256,\"incarnation\":0,\"networks\":12,")
        .endsWith("}]\n");
  }

  @Test
  void checkpoint_saysWhatItsNetworksAre() {
    assertThat(cli("checkpoints", "show", "small", "--milestone", "256").out())
        .containsPattern("milestone +256\n")
        .containsPattern("hidden widths +\\[8]\n")
        .containsPattern("activation +relu\n");
  }

  @Test
  void newestCheckpoint_isWrittenInTheFormThatTheNameSays() throws IOException {
    Path file = folder.resolve("model.npz");
    Invocation export = cli("checkpoints", "export", "--run=small", "--out=" + file);

    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(export.out()).isEmpty();
    assertThat(export.err()).contains("run small, milestone 512: written to " + file);
    try (ZipFile model = new ZipFile(file.toFile())) {
      assertThat(model.getEntry("hidden1.weight.npy")).isNotNull();
    }
  }

  @Test
  void savedModel_isAFolder_whichIsReplacedByTheNext() throws IOException {
    Path model = folder.resolve("model");
    String[] words = {"checkpoints", "export", "small", "--format=savedmodel", "--out=" + model};
    assertThat(cli(words).exitCode()).isZero();
    assertThat(cli(words).exitCode()).isZero();
    assertThat(model.resolve("saved_model.pb")).isNotEmptyFile();

    Files.writeString(model.resolve("thesis.txt"), "years of work");
    cli(words).failsClearly(73, "holds thesis.txt, which would be lost");
    assertThat(model.resolve("thesis.txt")).exists();
    assertThat(folder.resolve("model.part")).doesNotExist();
  }

  @Test
  void checkpoint_thatThereIsNot_isSaidSo() {
    cli("checkpoints", "export", "small", "--milestone=300", "--out=" + folder.resolve("x.npz"))
        .failsClearly(66, "run small has no milestone 300", "checkpoints list");
    cli("checkpoints", "show", "small", "--milestone=latest")
        .failsClearly(64, "'latest' is no milestone");
    cli("checkpoints", "export", "small", "--out=" + folder.resolve("x.bin"))
        .failsClearly(64, "does not say in what form", "npz, safetensors, savedmodel");
  }

  @Test
  void generations_ofTheNewestWholeMilestone_goToTheStandardOutput() {
    Invocation export = cli("generations", "export", "small", "--out=-", "--format=csv");

    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(export.out()).isEqualTo("x1,x2\n5.5,6.0\n-7.0,8.0\n");
    assertThat(export.err()).isEmpty();
  }

  @Test
  void generations_ofTheBestMilestone_areThoseNearestToTheFloor() throws IOException {
    Path file = folder.resolve("best.csv");
    Invocation export = cli("generations", "export", "small", "--milestone=best", "--out=" + file);

    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(Files.readString(file, UTF_8)).isEqualTo("x1,x2\n1.0,2.0\n3.0,4.0\n");
    assertThat(export.err()).contains("milestone 256: 2 samples");
  }

  @Test
  void generations_thatCannotBeWritten_leaveWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("x.png"), "older");
    cli("generations", "export", "small", "--out=" + file)
        .failsClearly(64, "samples of this run have no pictures", "another --format");
    assertThat(file).hasContent("older");
    cli("generations", "export", "small", "--milestone=1024", "--out=" + file)
        .failsClearly(66, "no generations of milestone 1024", "[256, 512]");
  }

  @Test
  void samples_ofOneSeed_areTheSame_howeverManyAreMade() throws IOException {
    Path few = folder.resolve("few.csv");
    Path many = folder.resolve("many.csv");
    Invocation made = cli("generate", "small", "-n", "7", "--seed=3", "--out=" + few);
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.err()).contains("run small, milestone 512, seed 3: 7 samples");
    assertThat(cli("generate", "small", "-n", "1100", "--seed=3", "--out=" + many).exitCode())
        .isZero();

    assertThat(Files.readAllLines(few, UTF_8)).hasSize(8).first().isEqualTo("x1,x2");
    assertThat(Files.readAllLines(many, UTF_8).subList(0, 8))
        .isEqualTo(Files.readAllLines(few, UTF_8));
    assertThat(many).content(UTF_8).hasLineCount(1101);
    assertThat(cli("generate", "small", "-n=7", "--seed=4", "--format=csv", "--out=-").out())
        .hasLineCount(8)
        .isNotEqualTo(Files.readString(few, UTF_8));
    assertThat(
            cli(
                    "generate",
                    "small",
                    "-n=7",
                    "--seed=3",
                    "--milestone=256",
                    "--format=csv",
                    "--out=-")
                .out())
        .isNotEqualTo(Files.readString(few, UTF_8));
  }

  /** As of {@code | head -3}: all of them were made, for nobody. */
  @Test
  void samples_thatNobodyReads_areMadeNoFurther() {
    StringWriter err = new StringWriter();
    Writer closing = new ClosingPipe(2_000);
    CommandLine command =
        Scorestream.commandLine(Map.of())
            .setOut(new PrintWriter(closing))
            .setErr(new PrintWriter(err));
    int exitCode =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1),
            () ->
                command.execute(
                    connected("generate", "small", "-n=1000000000", "--format=csv", "--out=-")));

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(closing.toString()).startsWith("x1,x2\n").hasSize(2_000);
  }

  /** Takes so many characters, and then no more. */
  private static final class ClosingPipe extends Writer {

    private final StringBuilder taken = new StringBuilder();
    private final int room;

    ClosingPipe(int room) {
      this.room = room;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      taken.append(text, offset, Math.min(length, room - taken.length()));
      if (taken.length() == room) {
        throw new IOException("Broken pipe");
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return taken.toString();
    }
  }

  @Test
  void samples_withoutASeed_areOthersEachTime_andCanBeMadeAgain() throws IOException {
    Path file = folder.resolve("x.npy");
    Invocation made = cli("generate", "small", "--milestone=best", "--out=" + file);
    assertThat(made.err()).contains("milestone 256, seed ").contains(": 1000 samples");
    byte[] first = Files.readAllBytes(file);
    String seed = made.err().replaceAll("(?s).*seed (\\d+):.*", "$1");

    cli("generate", "small", "--milestone=best", "--out=" + file);
    assertThat(Files.readAllBytes(file)).isNotEqualTo(first);
    cli("generate", "small", "--milestone=best", "--seed=" + seed, "--out=" + file);
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
  }

  @Test
  void samples_thatCannotBeMade_areSaidSo() {
    cli("generate", "small", "-n=0", "--out=x.csv").failsClearly(64, "n is '0'");
    cli("generate", "small", "--milestone=300", "--out=x.csv").failsClearly(66, "milestone 300");
    cli("generate", "small", "--out=x").failsClearly(64, "does not say in what form");
    cli("generate", "small", "--out=" + folder.resolve("x.png")).failsClearly(64, "no pictures");
  }

  @Test
  void metrics_areWrittenInEachForm() throws IOException {
    assertThat(cli("metrics", "export", "--format=csv", "--out=-").out().lines()).hasSize(7);
    assertThat(cli("metrics", "export", "--run=small", "--format=jsonl", "--out=-").out().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("{\"topic\":\"exports.metrics-wasserstein.v1\""));
    Path file = folder.resolve("metrics.parquet");
    assertThat(cli("metrics", "export", "--out=" + file).exitCode()).isZero();
    assertThat(Files.readAllBytes(file)).startsWith("PAR1".getBytes(UTF_8));
  }

  @Test
  void runs_areSetSideBySide() {
    Path picture = folder.resolve("compared.png");
    Invocation table = cli("runs", "compare", "small", "other", "--picture=" + picture);

    assertThat(table.exitCode()).as(table.err()).isZero();
    assertThat(table.out())
        .containsPattern("run +small +other\n")
        .containsPattern("evaluation.generations +2 +3\n")
        .containsPattern("\n +256 .* 1.000 +- ")
        .containsPattern("\n +512 .* 2.500 1.500 ");
    assertThat(picture).isNotEmptyFile();
    assertThat(cli("runs", "compare", "small", "other", "--json").out())
        .startsWith("{\"a\":\"small\",\"b\":\"other\",")
        .contains("\"differences\":{\"evaluation.generations\":[\"2\",\"3\"]}")
        .contains("\"ratio\":2.5");
    cli("runs", "compare", "small", "small").failsClearly(64, "compared with itself");
    cli("runs", "compare", "small", "idle").failsClearly(66, "run idle has no metrics");
  }

  @Test
  void run_thatThereIsNot_isSaidSo() {
    cli("metrics", "export", "--run=smal", "--format=csv", "--out=-")
        .failsClearly(64, "there is no run 'smal'", "small");
  }

  private static List<NetworkWeights> networks() {
    float[] weights = new float[RUN.network().parameters()];
    Arrays.fill(weights, 0.25f);
    return Collections.nCopies(SmallRun.TIMESTEPS, new NetworkWeights(weights, 10));
  }

  private static void generations(long milestone, int batch, int batches, float[] numbers) {
    topics.send(
        topics.catalogue().generations(),
        0,
        "small/" + milestone,
        GenerationBatch.newBuilder()
            .setRun(RUN.id())
            .setMilestone(milestone)
            .setBatch(batch)
            .setBatches(batches)
            .setCount(numbers.length / 2)
            .setDimension(2)
            .setDtype(DataType.FLOAT32_LE)
            .setData(Floats.bytes(numbers))
            .setSeed(1)
            .setUpdate(RUN.spec().getEvaluation().getUpdate().name())
            .setSteps(SmallRun.TIMESTEPS)
            .setOffsets(List.of(new SampleOffset(0, milestone, 1)))
            .setDevice("CPU")
            .setSpecHash(RUN.hash())
            .build());
  }

  private static void metric(long milestone, MetricName name, double value) {
    metric(RUN, milestone, name, value);
  }

  private static void metric(Run run, long milestone, MetricName name, double value) {
    topics.send(
        topics.catalogue().wassersteinMetrics(),
        0,
        run.id() + "/" + milestone,
        Metric.newBuilder()
            .setRun(run.id())
            .setMilestone(milestone)
            .setMetric(name.text())
            .setValue(value)
            .setN(2)
            .setEvidence(Evidence.EMPIRICAL)
            .build());
  }

  private static Invocation cli(String... words) {
    return Invocation.of(connected(words));
  }

  private static String[] connected(String... words) {
    return Stream.concat(
            Arrays.stream(words),
            Stream.of(
                "--topic-prefix=" + PREFIX,
                "--bootstrap-servers=" + stack.bootstrapServers(),
                "--registry-url=" + stack.registryUrl()))
        .toArray(String[]::new);
  }
}
