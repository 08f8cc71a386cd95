package io.scorestream.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher where people call it otherwise than we do. */
class LauncherIT {

  private static final String JAVA_17 = "openjdk version \"17.0.15\" 2025-04-15";

  /** A decimal digit that is not one of ours. */
  private static final Pattern FOREIGN_DIGIT = Pattern.compile("(?U)[\\p{Nd}&&[^0-9]]");

  @TempDir Path folder;
  private Launcher launcher;

  @BeforeEach
  void layOut() throws IOException {
    launcher = Launcher.in(Files.createDirectory(folder.resolve("with a blank")));
  }

  @AfterEach
  void unlink() throws IOException {
    launcher.unlink();
  }

  @Test
  void symbolicLinks_leadToTheRealFolder() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path absolute = Files.createSymbolicLink(bin.resolve("linked"), launcher.file());
    Path relative = Files.createSymbolicLink(bin.resolve("scorestream"), Path.of("linked"));
    assertThat(absolute).isSymbolicLink();
    Launcher.Outcome outcome = launcher.run(relative, "version");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).startsWith("scorestream ");
    assertThat(bin.resolve("cli")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"1.8.0_392, 8", "11.0.2, 11", "16, 16"})
  void oldJava_isRefusedByName(String version, String major) throws Exception {
    launcher.withJava(
        "Picked up JAVA_TOOL_OPTIONS: -Dversion=\"99\"\nopenjdk version \"" + version + "\"");
    Launcher.Outcome outcome = launcher.run("version");
    assertThat(outcome.code()).isEqualTo(69);
    assertThat(outcome.err()).contains("is Java " + major, "install JDK 17 or later");
  }

  @Test
  void versionOfJava_isNotReadFromWhatElseItSays() throws Exception {
    launcher.withJava(
        "NOTE: Picked up JDK_JAVA_OPTIONS: -Xmx1g\nPicked up JAVA_TOOL_OPTIONS: -Dx=1\n"
            + "openjdk version \"25.0.3\" 2026-04-21 LTS");
    assertThat(launcher.run("version").out()).contains("--enable-native-access=ALL-UNNAMED");
    launcher.withJava("Picked up JAVA_TOOL_OPTIONS: -Dversion=\"25\"\n" + JAVA_17);
    assertThat(launcher.run("version").out()).doesNotContain("--enable-native-access");
  }

  @Test
  void missingJava_isSaidToBeMissing() throws Exception {
    Launcher.Outcome outcome = launcher.with("JAVA_HOME", "/not/there").run("version");
    assertThat(outcome.code()).isEqualTo(69);
    assertThat(outcome.err()).contains("Java is not there", "/not/there");
  }

  @Test
  void homeAndCaches_areThoseOfTheEnvironment() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    launcher.withJava(JAVA_17).with("HOME", home.toString());
    assertThat(launcher.run().out())
        .contains(
            "-Duser.home=" + home,
            "-Dorg.bytedeco.javacpp.cachedir=" + home + "/.cache/scorestream/javacpp");
    Path caches = folder.resolve("caches");
    launcher.with("XDG_CACHE_HOME", caches.toString());
    assertThat(launcher.run().out())
        .contains("-Dorg.bytedeco.javacpp.cachedir=" + caches + "/scorestream/javacpp");
  }

  @Test
  void homeThatCannotBeWritten_isReplacedForWhatIsUnpacked() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Path file = Files.createFile(folder.resolve("file"));
    launcher.withJava(JAVA_17).with("HOME", file.toString()).with("TMPDIR", temporary.toString());
    assertThat(launcher.run().out())
        .contains("-Dorg.bytedeco.javacpp.cachedir=" + temporary + "/scorestream-");
  }

  @Test
  void optionsForTheJvm_comeLast() throws Exception {
    launcher.withJava(JAVA_17).with("JAVA_OPTS", "-Xmx4g -Dorg.bytedeco.javacpp.cachedir=/here");
    assertThat(launcher.run("version").out().lines())
        .containsSubsequence("-Xmx4g", "-Dorg.bytedeco.javacpp.cachedir=/here", "-cp");
  }

  @Test
  void asciiLocale_isWidened_andAnyOtherKept() throws Exception {
    assertThat(launcher.withJava(JAVA_17).with("LC_ALL", "C").run().out())
        .contains("LC_ALL=C.UTF-8");
    assertThat(launcher.with("LC_ALL", "").run().out()).doesNotContain("LC_ALL=C.UTF-8");
  }

  @Test
  void asciiLocale_readsAFileWithAnAccentInItsName() throws Exception {
    Path file = folder.resolve("é.csv");
    assumeTrue(System.getProperty("sun.jnu.encoding").equals("UTF-8"), "this JVM cannot name it");
    Files.writeString(file, "x,y\n1,two\n", UTF_8);
    Launcher.Outcome outcome =
        launcher
            .with("LC_ALL", "C")
            .run("quickstart", "--dir", folder + "/dir", "--data", file.toString(), "--exit");
    assertThat(outcome.err()).contains("é.csv").doesNotContain("this is a bug");
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(65);
  }

  @ParameterizedTest
  @CsvSource({"ar, EG", "tr, TR"})
  void everyLocale_getsTheSameWords(String language, String country) throws Exception {
    launcher.with("JAVA_OPTS", "-Duser.language=%s -Duser.country=%s".formatted(language, country));
    Launcher.Outcome doctor = launcher.run("doctor");
    assertThat(doctor.code()).as(doctor.out() + doctor.err()).isZero();
    assertThat(doctor.out()).contains(" processors").doesNotContainPattern(FOREIGN_DIGIT);
    Launcher.Outcome help = launcher.run("quickstart", "--help");
    assertThat(help.out()).contains("Default: ").doesNotContainPattern(FOREIGN_DIGIT);
  }

  @Test
  void doctor_offATerminalLogsNothing() throws Exception {
    Launcher.Outcome outcome = launcher.run("doctor");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines().filter(line -> line.startsWith("ok ")))
        .extracting(line -> line.split(" +", 3)[1])
        .contains("java", "tensorflow", "rocksdb", "snappy", "zstd", "lz4");
  }

  @Test
  void doctor_namesEachNativeLibraryThatDoesNotLoad_andTheSettingThatHelps() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    launcher.with(
        "JAVA_OPTS",
        "-Djava.io.tmpdir="
            + file
            + " -Duser.home="
            + file
            + " -Dorg.bytedeco.javacpp.cachedir="
            + file);
    Launcher.Outcome outcome = launcher.run("doctor");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out())
        .containsPattern("fault +tensorflow .*\n +-> .*org\\.bytedeco\\.javacpp\\.cachedir")
        .containsPattern("fault +rocksdb .*\n +-> .*java\\.io\\.tmpdir.*ROCKSDB_SHAREDLIB_DIR")
        .containsPattern("note +snappy .*\n +-> .*org\\.xerial\\.snappy\\.tempdir")
        .containsPattern("note +zstd .*\n +-> .*ZstdTempFolder");
  }
}
