package io.scorestream.service.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A meter that a service keeps of its own work; a constant of the class that declares it. The name
 * that Prometheus sees is the text with underscores, then the unit, then {@code _total} for a
 * counter; a timer of seconds has {@code _count}, {@code _sum} and {@code _max}.
 *
 * @param text the name without unit, parts separated by dots
 * @param kind how it behaves over time
 * @param unit in plural; empty for a plain count or number
 * @param description what it measures, in one sentence
 * @param tags what tells its series apart
 */
public record MeterName(
    String text, MeterKind kind, Optional<String> unit, String description, List<String> tags) {

  /** Keeps its own copy of the tags. */
  public MeterName {
    tags = List.copyOf(tags);
  }

  /** Something that goes up and down. */
  public static MeterName gauge(String text, String description, String... tags) {
    return new MeterName(text, MeterKind.GAUGE, Optional.empty(), description, List.of(tags));
  }

  /** Something that only grows while a process lives, and starts at 0 with each. */
  public static MeterName counter(String text, String description, String... tags) {
    return new MeterName(text, MeterKind.COUNTER, Optional.empty(), description, List.of(tags));
  }

  /** Durations, counted and added up in seconds. */
  public static MeterName timer(String text, String description, String... tags) {
    return new MeterName(text, MeterKind.TIMER, Optional.of("seconds"), description, List.of(tags));
  }

  /** The same in a unit. */
  public MeterName in(String plural) {
    return new MeterName(text, kind, Optional.of(plural), description, tags);
  }

  /** The names of its series as Prometheus reads them. */
  public List<String> exposed() {
    String name = text.replace('.', '_') + unit.map(plural -> "_" + plural).orElse("");
    return switch (kind) {
      case GAUGE -> List.of(name);
      case COUNTER -> List.of(name + "_total");
      case TIMER -> List.of(name + "_count", name + "_sum", name + "_max");
    };
  }

  @Override
  public String toString() {
    return text;
  }

  void require(MeterKind used) {
    if (kind != used) {
      throw new IllegalArgumentException(
          this + " is no " + used.name().toLowerCase(Locale.ROOT) + ", but a " + kind);
    }
  }
}
