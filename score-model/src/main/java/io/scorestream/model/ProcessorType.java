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
 * The type of processor that a process runs on, as far as last bits depend on it: TensorFlow takes
 * loops by instruction sets and cuts sums by the sizes of caches. How many there are decides on no
 * bit ({@link ComputeThreads}).
 */
final class ProcessorType {
  private static final Path CPUS = Path.of("/proc/cpuinfo");

  /** From the widest on. */
  private static final List<String> WIDTHS = List.of("avx512f", "avx2", "avx", "sve", "asimd");

  private ProcessorType() {}

  /** This machine's; elsewhere than on Linux no more than Java knows. */
  static String here() {
    try {
      // It has no size that could be asked for before.
      return of(Files.readAllLines(CPUS, UTF_8));
    } catch (IOException e) {
      return of(List.of());
    }
  }

  /**
   * Maker's name, family and model, and the widest instructions, of the first processor.
   *
   * @param cpus lines of {@code /proc/cpuinfo}
   */
  static String of(List<String> cpus) {
    Map<String, String> first = new LinkedHashMap<>();
    cpus.forEach(line -> take(first, line));
    String flags = first.getOrDefault("flags", first.getOrDefault("Features", ""));
    Set<String> known = Set.copyOf(Arrays.stream(flags.split(" ", -1)).distinct().toList());
    String width = WIDTHS.stream().filter(known::contains).findFirst().orElse("");
    String number =
        first.containsKey("cpu family")
            ? first.get("cpu family") + "/" + first.getOrDefault("model", "")
            : first.getOrDefault("CPU implementer", "") + first.getOrDefault("CPU part", "");
    return String.join(
        " ",
        Stream.of(first.getOrDefault("model name", System.getProperty("os.arch")), number, width)
            .filter(part -> !part.isEmpty())
            .toList());
  }

  private static void take(Map<String, String> fields, String line) {
    int colon = line.indexOf(':');
    if (colon > 0) {
      fields.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
  }
}
