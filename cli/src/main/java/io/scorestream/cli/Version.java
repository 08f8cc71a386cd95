package io.scorestream.cli;

import io.scorestream.cli.listing.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which version this is, and of the parts that matter. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Prints the versions of Scorestream and its main parts.")
public final class Version implements Callable<Integer>, IVersionProvider {

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Whether it is written as JSON, for programs.")
  private boolean json;

  @Override
  public String[] getVersion() throws IOException {
    return versions().entrySet().stream()
        .map(part -> part.getKey() + " " + part.getValue())
        .toArray(String[]::new);
  }

  private static Map<String, String> versions() throws IOException {
    Properties built = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/scorestream-version.properties")) {
      built.load(in);
    }
    Map<String, String> versions = new LinkedHashMap<>();
    for (String part : List.of("scorestream", "kafka", "djl")) {
      versions.put(part, built.getProperty(part));
    }
    versions.put("java", Runtime.version().toString());
    return versions;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonText.print(out, versions());
    } else {
      for (String line : getVersion()) {
        out.println(line);
      }
      out.flush();
    }
    return 0;
  }
}
