package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.scorestream.events.RunSpec;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Specifications with a number at the edge of what a number can be: each is a sound run or is
 * refused by name, and neither takes the memory or the time that the number asks for.
 */
class ExtremeSpecTest {

  private static final List<Object> INTS = List.of(Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0);
  private static final List<Object> LONGS = List.of(Long.MAX_VALUE, Long.MIN_VALUE, -1L, 0L);
  private static final List<Object> DOUBLES =
      List.of(
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.MAX_VALUE,
          Double.MIN_VALUE,
          -1.0,
          0.0,
          Math.nextUp(1.0));

  /** That it may take, in bytes: of timesteps there are a million at most. */
  private static final long MOST_MEMORY = 256 << 20;

  /** A specification with one number changed. */
  record Changed(String field, Object value, RunSpec spec) {
    @Override
    public String toString() {
      return field + " = " + value;
    }
  }

  static Stream<Changed> specifications() {
    List<Changed> all = new ArrayList<>();
    RunSpec spec = RunTest.spec("r", 1024L);
    visit(spec, List.of(), spec, all);
    assertThat(all).hasSizeGreaterThan(100);
    return all.stream();
  }

  private static void visit(
      IndexedRecord at, List<Integer> path, RunSpec whole, List<Changed> all) {
    for (var field : at.getSchema().getFields()) {
      Object value = at.get(field.pos());
      List<Integer> here = new ArrayList<>(path);
      here.add(field.pos());
      if (value instanceof IndexedRecord nested) {
        visit(nested, here, whole, all);
      } else {
        extremes(value).forEach(extreme -> all.add(changed(whole, here, field.name(), extreme)));
      }
    }
  }

  private static List<Object> extremes(Object value) {
    if (value instanceof Integer) {
      return INTS;
    }
    if (value instanceof Long) {
      return LONGS;
    }
    if (value instanceof Double) {
      return DOUBLES;
    }
    if (value instanceof List<?> items && !items.isEmpty()) {
      List<Object> lists = new ArrayList<>();
      for (Object extreme : extremes(items.get(0))) {
        List<Object> list = new ArrayList<>(items);
        list.set(0, extreme);
        lists.add(list);
      }
      return lists;
    }
    return List.of();
  }

  private static Changed changed(RunSpec whole, List<Integer> path, String name, Object value) {
    RunSpec copy = SpecificData.get().deepCopy(RunSpec.getClassSchema(), whole);
    IndexedRecord at = copy;
    for (int step : path.subList(0, path.size() - 1)) {
      at = (IndexedRecord) at.get(step);
    }
    at.put(path.get(path.size() - 1), value);
    return new Changed(name, value, copy);
  }

  @ParameterizedTest
  @MethodSource("specifications")
  void specification_isSoundOrRefused_andCostsLittle(Changed changed) {
    long[] taken = new long[1];
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> taken[0] = memoryOf(changed.spec()));
    assertThat(taken[0]).isLessThan(MOST_MEMORY);
  }

  private static long memoryOf(RunSpec spec) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      Run run = new Run(spec);
      assertThatCode(
              () -> {
                run.milestones().upTo(1 << 20);
                run.shards();
                run.holdOut().keptOf("source", 1000);
              })
          .doesNotThrowAnyException();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
