package io.scorestream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which version this is, and of the parts that matter. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Prints the versions of Scorestream and its main parts.")
public final class Version implements Callable<Integer>, IVersionProvider {

  @Spec private CommandSpec spec;

  @Override
  public String[] getVersion() throws IOException {
    Properties versions = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/scorestream-version.properties")) {
      versions.load(in);
    }
    return new String[] {
      "scorestream " + versions.getProperty("scorestream"),
      "kafka " + versions.getProperty("kafka"),
      "djl " + versions.getProperty("djl"),
      "java " + Runtime.version()
    };
  }

  @Override
  public Integer call() throws IOException {
    for (String line : getVersion()) {
      spec.commandLine().getOut().println(line);
    }
    spec.commandLine().getOut().flush();
    return 0;
  }
}
