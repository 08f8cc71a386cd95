package io.scorestream.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The launcher in a folder of its own, which has what {@code mvn package} built and nothing that
 * would make it build anew.
 */
final class Launcher {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  private final Path root;
  private final Map<String, String> environment = new HashMap<>();

  private Launcher(Path root) {
    this.root = root;
  }

  /** What a call of it left. */
  record Outcome(int code, String out, String err) {}

  static Launcher in(Path root) throws IOException {
    Path built = Path.of("cli/target/distribution");
    assertThat(TOP.resolve(built).resolve("lib")).as("what mvn package builds").isDirectory();
    Files.createDirectories(root.resolve(built));
    Files.createDirectories(root.resolve("cli/src/main"));
    Files.copy(TOP.resolve("scorestream"), root.resolve("scorestream"));
    Files.copy(TOP.resolve("pom.xml"), root.resolve("pom.xml"));
    Files.copy(TOP.resolve("cli/pom.xml"), root.resolve("cli/pom.xml"));
    Files.createSymbolicLink(root.resolve(built).resolve("lib"), TOP.resolve(built).resolve("lib"));
    Files.createFile(root.resolve(built).resolve("built"));
    return new Launcher(root);
  }

  /** Takes away what leads out of its folder. */
  void unlink() throws IOException {
    Files.delete(root.resolve("cli/target/distribution/lib"));
  }

  Path file() {
    return root.resolve("scorestream");
  }

  Launcher with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /**
   * Puts another Java in the place of the real one: it says of itself what it is told, and else
   * prints how it was called.
   *
   * @param version first lines of {@code java -version}
   */
  Launcher withJava(String version) throws IOException {
    Path home = root.resolve("java home");
    Path java = home.resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(
        java,
        """
        #!/usr/bin/env bash
        if [ "$1" = -version ]; then cat >&2 <<'END'
        %s
        END
        exit; fi
        printf '%%s\\n' "$@"
        echo "LC_ALL=$LC_ALL"
        """
            .formatted(version),
        UTF_8);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return with("JAVA_HOME", home.toString());
  }

  Outcome run(String... arguments) throws IOException, InterruptedException {
    return run(file(), arguments);
  }

  /** Calls it by another name. */
  Outcome run(Path name, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(name.toString()));
    command.addAll(List.of(arguments));
    Path out = root.resolve("out");
    Path err = root.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("LC_") || key.equals("LANG"));
    builder.environment().put("LANG", "C.UTF-8");
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " has not ended within 60 s: " + Files.readString(err));
    }
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
