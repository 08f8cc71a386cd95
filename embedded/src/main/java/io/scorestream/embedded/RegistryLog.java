package io.scorestream.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the registry's process wrote since it was started. */
record RegistryLog(Path file) {
  private static final int LAST_LINES = 8;
  private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ more).*");

  /** The last lines but for stack frames, each indented. */
  String lastLines() {
    List<String> told = lines().stream().filter(l -> !STACK_FRAME.matcher(l).matches()).toList();
    return told.stream()
        .skip(Math.max(0, told.size() - LAST_LINES))
        .map(line -> "  " + line.strip())
        .collect(Collectors.joining("\n"));
  }

  boolean saysPortIsTaken() {
    return lines().stream()
        .anyMatch(l -> l.contains("seems to be in use") || l.contains("Address already in use"));
  }

  private List<String> lines() {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of("(its log cannot be read: " + e + ")");
    }
  }
}
