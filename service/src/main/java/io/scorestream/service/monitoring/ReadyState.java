package io.scorestream.service.monitoring;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Which of a service's conditions hold. {@link Condition#REACHED} is every service's. Safe from any
 * thread.
 */
public final class ReadyState {

  private final Map<Condition, BooleanSupplier> conditions =
      Collections.synchronizedMap(new EnumMap<>(Condition.class));

  /** Nothing holds yet. */
  public ReadyState() {
    require(Condition.REACHED);
  }

  /** Makes conditions part of readiness; they do not hold yet. */
  public void require(Condition... wanted) {
    for (Condition condition : wanted) {
      conditions.put(condition, () -> false);
    }
  }

  /** Says whether a condition holds from now on. */
  public void set(Condition condition, boolean holds) {
    conditions.put(condition, () -> holds);
  }

  /** Lets a condition be asked for whenever somebody wants to know. */
  public void watch(Condition condition, BooleanSupplier holds) {
    conditions.put(condition, holds);
  }

  /** Whether all hold. */
  public boolean isReady() {
    return Map.copyOf(conditions).values().stream().allMatch(BooleanSupplier::getAsBoolean);
  }

  /** Each condition and whether it holds, one a line. */
  @Override
  public String toString() {
    return new EnumMap<>(conditions)
        .entrySet().stream()
            .map(entry -> entry.getKey() + ": " + (entry.getValue().getAsBoolean() ? "yes" : "no"))
            .collect(Collectors.joining("\n"));
  }
}
