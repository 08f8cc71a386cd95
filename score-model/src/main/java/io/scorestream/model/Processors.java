package io.scorestream.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The processors that this process may run on, as far as last bits depend on them: TensorFlow cuts
 * sums by their number and the sizes of their caches, and takes loops by their instruction sets.
 *
 * @param count those that the operating system lets it run on; not what a quota on their time comes
 *     to, of which TensorFlow knows nothing
 * @param type maker's name, family and model, and the widest instructions
 */
record Processors(int count, String type) {

  private static final Path CPUS = Path.of("/proc/cpuinfo");
  private static final Path STATUS = Path.of("/proc/self/status");

  /** From the widest on. */
  private static final List<String> WIDTHS = List.of("avx512f", "avx2", "avx", "sve", "asimd");

  /** This machine's; elsewhere than on Linux no more than Java knows. */
  static Processors here() {
    try {
      return of(lines(CPUS), lines(STATUS));
    } catch (IOException e) {
      return of(List.of(), List.of());
    }
  }

  /** Neither has a size that could be asked for before. */
  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file, UTF_8);
  }

  /**
   * What two files of Linux say.
   *
   * @param cpus {@code /proc/cpuinfo}
   * @param status {@code /proc/self/status}
   */
  static Processors of(List<String> cpus, List<String> status) {
    Map<String, String> first = new LinkedHashMap<>();
    cpus.forEach(line -> take(first, line));
    Map<String, String> allowed = new LinkedHashMap<>();
    status.forEach(line -> take(allowed, line));
    String ranges = allowed.getOrDefault("Cpus_allowed_list", "");
    return new Processors(
        ranges.isEmpty() ? Runtime.getRuntime().availableProcessors() : count(ranges), type(first));
  }

  /** Of several processors the first one counts. */
  private static void take(Map<String, String> fields, String line) {
    int colon = line.indexOf(':');
    if (colon > 0) {
      fields.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
  }

  /** Such as {@code 0-3,8}. */
  private static int count(String ranges) {
    int count = 0;
    for (String range : ranges.split(",", -1)) {
      String[] ends = range.split("-", -1);
      count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
    }
    return count;
  }

  private static String type(Map<String, String> cpu) {
    String flags = cpu.getOrDefault("flags", cpu.getOrDefault("Features", ""));
    Set<String> known = Set.copyOf(Arrays.stream(flags.split(" ", -1)).distinct().toList());
    String width = WIDTHS.stream().filter(known::contains).findFirst().orElse("");
    String number =
        cpu.containsKey("cpu family")
            ? cpu.get("cpu family") + "/" + cpu.getOrDefault("model", "")
            : cpu.getOrDefault("CPU implementer", "") + cpu.getOrDefault("CPU part", "");
    return String.join(
        " ",
        Stream.of(cpu.getOrDefault("model name", System.getProperty("os.arch")), number, width)
            .filter(part -> !part.isEmpty())
            .toList());
  }

  @Override
  public String toString() {
    return "%s x %s".formatted(count, type);
  }
}
