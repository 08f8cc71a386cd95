package io.scorestream.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;

/** A service's own meters, each by its declared name. Safe from any thread. */
public final class Meters {

  private final MeterRegistry registry;
  private final boolean on;
  private final Map<Series, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

  private record Series(MeterName name, List<Tag> tags) {}

  private Meters(MeterRegistry registry, boolean on) {
    this.registry = registry;
    this.on = on;
  }

  /** Meters that somebody reads. */
  public static Meters in(MeterRegistry registry) {
    return new Meters(registry, true);
  }

  /** Meters that nobody reads. */
  public static Meters off() {
    return new Meters(new CompositeMeterRegistry(), false);
  }

  /** Where the meters of libraries go; empty where nobody reads them. */
  public Optional<MeterRegistry> registry() {
    return on ? Optional.of(registry) : Optional.empty();
  }

  /**
   * Adds to a counter. Adding 0 makes it known, so that its first increase is seen as one.
   *
   * @param tagValues of the name's tags, in their order
   */
  public void count(MeterName name, double amount, String... tagValues) {
    name.require(MeterKind.COUNTER);
    Counter.builder(name.text())
        .description(name.description())
        .baseUnit(name.unit().orElse(null))
        .tags(tags(name, tagValues))
        .register(registry)
        .increment(amount);
  }

  /**
   * Sets a gauge.
   *
   * @param tagValues of the name's tags, in their order
   */
  public void set(MeterName name, double value, String... tagValues) {
    name.require(MeterKind.GAUGE);
    gauges
        .computeIfAbsent(
            new Series(name, tags(name, tagValues)),
            series -> {
              AtomicReference<Double> held = new AtomicReference<>();
              gauge(series, held::get);
              return held;
            })
        .set(value);
  }

  /**
   * A gauge that is asked for its value whenever the meters are read.
   *
   * @param tagValues of the name's tags, in their order
   */
  public void watch(MeterName name, DoubleSupplier value, String... tagValues) {
    name.require(MeterKind.GAUGE);
    gauge(new Series(name, tags(name, tagValues)), value::getAsDouble);
  }

  /**
   * Adds a duration to a timer.
   *
   * @param tagValues of the name's tags, in their order
   */
  public void time(MeterName name, Duration taken, String... tagValues) {
    name.require(MeterKind.TIMER);
    Timer.builder(name.text())
        .description(name.description())
        .tags(tags(name, tagValues))
        .register(registry)
        .record(taken);
  }

  /**
   * Forgets the gauges whose first tags have these values: what they are about is no more, or is
   * another process's now. Counters and timers stay, since what they counted has happened.
   */
  public void forget(MeterName name, String... firstTagValues) {
    for (Series series : List.copyOf(gauges.keySet())) {
      if (series.name().equals(name) && startsWith(series.tags(), firstTagValues)) {
        gauges.remove(series);
        registry.remove(
            new Meter.Id(
                name.text(),
                Tags.of(series.tags()),
                name.unit().orElse(null),
                null,
                Meter.Type.GAUGE));
      }
    }
  }

  /**
   * Forgets all series with this value of a tag, counters and timers too: what they are about is at
   * rest.
   */
  void forgetAll(String tag, String value) {
    gauges.keySet().removeIf(series -> series.tags().contains(Tag.of(tag, value)));
    registry.getMeters().stream()
        .map(Meter::getId)
        .filter(id -> value.equals(id.getTag(tag)))
        .forEach(registry::remove);
  }

  private void gauge(Series series, java.util.function.Supplier<Number> value) {
    Gauge.builder(series.name().text(), value)
        .description(series.name().description())
        .baseUnit(series.name().unit().orElse(null))
        .tags(series.tags())
        .strongReference(true)
        .register(registry);
  }

  private static boolean startsWith(List<Tag> tags, String... values) {
    for (int i = 0; i < values.length; i++) {
      if (!tags.get(i).getValue().equals(values[i])) {
        return false;
      }
    }
    return true;
  }

  private static List<Tag> tags(MeterName name, String... values) {
    if (values.length != name.tags().size()) {
      throw new IllegalArgumentException(name + " has the tags " + name.tags());
    }
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      tags.add(Tag.of(name.tags().get(i), values[i]));
    }
    return List.copyOf(tags);
  }
}
