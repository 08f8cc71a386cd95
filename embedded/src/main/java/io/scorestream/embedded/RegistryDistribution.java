package io.scorestream.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Apicurio Registry as its release archive unpacks: one runner jar beside {@code lib/}.
 *
 * @param runnerJar absolute path of the jar that names all others in its manifest
 */
public record RegistryDistribution(Path runnerJar) {
  /** System property that names the directory of the unpacked registry. */
  public static final String HOME_PROPERTY = "scorestream.registry.home";

  /** Environment variable of the same meaning, looked at where the property is not set. */
  public static final String HOME_VARIABLE = "SCORESTREAM_REGISTRY_HOME";

  private static final String REMEDY =
      "Build with mvn package, which unpacks it, or name the directory of an unpacked Apicurio"
          + " Registry with "
          + HOME_VARIABLE
          + ".";

  /**
   * Finds the registry: where the property or the variable says, else where the build unpacks it.
   *
   * @throws EmbeddedStartException if there is none
   */
  public static RegistryDistribution locate() {
    String named = System.getProperty(HOME_PROPERTY, System.getenv(HOME_VARIABLE));
    return in(named == null ? unpackedByBuild() : Path.of(named));
  }

  /**
   * The registry in a directory.
   *
   * @throws EmbeddedStartException if its runner jar is not there
   */
  public static RegistryDistribution in(Path home) {
    Path absolute = home.toAbsolutePath().normalize();
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(absolute, "apicurio-registry-app-*-runner.jar")) {
      Iterator<Path> found = jars.iterator();
      if (found.hasNext()) {
        return new RegistryDistribution(found.next());
      }
    } catch (IOException e) {
      throw missing(absolute, e);
    }
    throw missing(absolute, null);
  }

  /** Where {@link RegistryArchive} puts the loaded classes for this very Java version. */
  Path archive() {
    return runnerJar.resolveSibling("registry-" + Runtime.version() + ".jsa");
  }

  /** Beside this class's jar or folder of classes lies {@code registry}, in the build's target. */
  private static Path unpackedByBuild() {
    return codeSource().resolveSibling("registry");
  }

  /** The jar or the folder that this module's classes are loaded from. */
  static Path codeSource() {
    try {
      URI location =
          RegistryDistribution.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(location);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of Scorestream's own classes is not a path", e);
    }
  }

  private static EmbeddedStartException missing(Path home, @Nullable Throwable cause) {
    return new EmbeddedStartException(
        "There is no unpacked schema registry in " + home, REMEDY, cause);
  }
}
