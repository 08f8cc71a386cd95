package io.scorestream.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Maven laid out for the images: needs {@code mvn package} of all modules. */
class ImageContentsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final ComposeFile COMPOSE = ComposeFile.read("docker-compose.yml");
  private static final Pattern COPIED = Pattern.compile("COPY ([a-z-]+/target/\\S+) .*");
  private static final Pattern VERSION = Pattern.compile("-[0-9][^/]*\\.jar");

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.gpu"})
  void everyFolder_thatADockerfileCopies_isThereAndInTheContext(String name) throws IOException {
    List<String> ignored = Files.readAllLines(ROOT.resolve(".dockerignore"), UTF_8);
    for (String line : Files.readAllLines(Path.of("docker", name), UTF_8)) {
      Matcher copied = COPIED.matcher(line);
      if (copied.matches()) {
        assertThat(ROOT.resolve(copied.group(1))).isNotEmptyDirectory();
        assertThat(ignored)
            .containsAnyOf(
                "!" + copied.group(1), "!" + copied.group(1).replaceFirst("[a-z-]+/", "*/"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "producer, io/scorestream/producer/Main.class",
    "trainer, io/scorestream/trainer/Main.class",
    "sampler, io/scorestream/sampler/Main.class",
    "evaluator, io/scorestream/evaluator/Main.class",
    "dashboard, io/scorestream/dashboard/Main.class",
    "cli, io/scorestream/cli/Scorestream.class"
  })
  void classPath_hasTheMainClassAndEachLibraryOnce(String module, String main) throws IOException {
    List<Path> jars = jars(module);
    assertThat(jars.stream().filter(jar -> holds(jar, main))).hasSize(1);
    assertThat(jars.stream().map(ImageContentsTest::artifact)).doesNotHaveDuplicates();
  }

  /** A library that is there for tests alone is missing only once the process starts. */
  @ParameterizedTest
  @CsvSource({
    "producer, io.scorestream.producer.Main",
    "trainer, io.scorestream.trainer.Main",
    "sampler, io.scorestream.sampler.Main",
    "evaluator, io.scorestream.evaluator.Main",
    "dashboard, io.scorestream.dashboard.Main",
    "cli, io.scorestream.cli.Scorestream"
  })
  void classPath_isEnoughToStart(String module, String main) throws Exception {
    Path libraries = ROOT.resolve(module).resolve("target/distribution/lib");
    Process process =
        new ProcessBuilder(JAVA.toString(), "-cp", libraries + "/*", main, "--help")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  /**
   * Nobody answers here; but where its class is not found, Java says so, and no container is well.
   */
  @ParameterizedTest
  @ValueSource(strings = {"producer", "trainer", "sampler", "evaluator"})
  void classPath_hasTheHealthCheckAsComposeAsksIt(String module) throws Exception {
    Map<?, ?> check = (Map<?, ?>) COMPOSE.services().get(module).get("healthcheck");
    Path libraries = ROOT.resolve(module).resolve("target/distribution/lib");
    List<String> command =
        ((List<?>) check.get("test"))
            .stream()
                .skip(1)
                .map(word -> word.equals("java") ? JAVA.toString() : String.valueOf(word))
                .map(word -> word.replace("/opt/scorestream/lib", libraries.toString()))
                .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    assertThat(said).isEmpty();
  }

  /** It streams rows of a file: hundreds of megabytes less than a trainer. */
  @Test
  void producer_hasNeitherTensorFlowNorStreamsNorABroker() throws IOException {
    assertThat(artifacts("producer"))
        .contains("kafka-clients", "scorestream-confluent-client")
        .noneMatch(
            artifact ->
                artifact.matches(
                    "tensorflow.*|javacpp.*|api|scorestream-score-model|scorestream-run"
                        + "|kafka-streams|rocksdbjni|kafka_.*|kafka-server.*|scala-.*"));
  }

  @Test
  void onlyTheEvaluator_hasStreams() throws IOException {
    assertThat(artifacts("evaluator")).contains("kafka-streams", "rocksdbjni");
    assertThat(artifacts("trainer")).doesNotContain("kafka-streams", "rocksdbjni");
    assertThat(artifacts("sampler")).doesNotContain("kafka-streams", "rocksdbjni");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trainer", "sampler", "evaluator"})
  void numericService_hasTensorFlow_whoseNativesAreALayerOfTheirOwn(String module)
      throws IOException {
    assertThat(artifacts(module))
        .contains("tensorflow-engine", "tensorflow-api", "scorestream-score-model")
        .doesNotContain("kafka_2.13");
    assertThat(jars(module)).noneMatch(jar -> isNative(jar));
    assertThat(list(ROOT.resolve("score-model/target/natives")))
        .anyMatch(jar -> isNative(jar))
        .anyMatch(jar -> holds(jar, "io/scorestream/model/NativeLibraries.class"));
  }

  private static List<String> artifacts(String module) throws IOException {
    return jars(module).stream().map(ImageContentsTest::artifact).toList();
  }

  private static String artifact(Path jar) {
    return VERSION.matcher(jar.getFileName().toString()).replaceFirst("");
  }

  private static List<Path> jars(String module) throws IOException {
    return list(ROOT.resolve(module).resolve("target/distribution/lib"));
  }

  private static List<Path> list(Path folder) throws IOException {
    assertThat(folder).as("made by mvn package").isDirectory();
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static boolean isNative(Path jar) {
    return jar.getFileName().toString().matches("tensorflow-.*native-.*");
  }

  private static boolean holds(Path jar, String entry) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.getEntry(entry) != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
