package io.scorestream.evaluator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreSliceTest {

  private final SortedStore store = new SortedStore();
  private final String prefix = StoreKeys.incarnation("r", 1);

  private List<List<Integer>> slices(int limit) {
    List<List<Integer>> slices = new ArrayList<>();
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      StoreSlice<Integer> slice = StoreSlice.of(store, prefix, after.get(), limit);
      slices.add(slice.values());
      after = slice.next();
    }
    return slices;
  }

  @Test
  void slices_haveEachValueOfThePrefixOnce() {
    for (int value = 0; value < 5; value++) {
      store.values.put(StoreKeys.milestone("r", 1, 256L << value) + "x", value);
    }
    store.values.put(StoreKeys.milestone("r", 0, 256) + "x", -1);
    store.values.put(StoreKeys.milestone("r", 2, 256) + "x", -1);
    store.values.put(StoreKeys.milestone("ra", 1, 256) + "x", -1);
    assertThat(slices(2)).containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
    assertThat(slices(5)).containsExactly(List.of(0, 1, 2, 3, 4));
    assertThat(slices(Integer.MAX_VALUE)).containsExactly(List.of(0, 1, 2, 3, 4));
  }

  /** A page cost what the whole history does. */
  @Test
  void slice_readsNoMoreThanItsOwn() {
    for (int value = 0; value < 1000; value++) {
      store.values.put(StoreKeys.milestone("r", 1, value) + "x", value);
    }
    String after = StoreSlice.of(store, prefix, "", 500).next().orElseThrow();
    store.read = 0;
    assertThat(StoreSlice.of(store, prefix, after, 2).values()).containsExactly(500, 501);
    assertThat(store.read).isLessThan(5);
  }

  @Test
  void emptyStore_hasOneEmptySlice() {
    assertThat(slices(1)).containsExactly(List.of());
  }

  /** Sorts as stores of Kafka Streams do, and counts what is read. */
  private static final class SortedStore implements ReadOnlyKeyValueStore<String, Integer> {

    private final TreeMap<String, Integer> values = new TreeMap<>();
    private int read;

    @Override
    public @Nullable Integer get(String key) {
      return values.get(key);
    }

    @Override
    public KeyValueIterator<String, Integer> range(String from, String to) {
      Iterator<Map.Entry<String, Integer>> entries =
          values.subMap(from, true, to, true).entrySet().iterator();
      return new KeyValueIterator<>() {
        @Override
        public boolean hasNext() {
          return entries.hasNext();
        }

        @Override
        public KeyValue<String, Integer> next() {
          read++;
          Map.Entry<String, Integer> entry = entries.next();
          return KeyValue.pair(entry.getKey(), entry.getValue());
        }

        @Override
        public String peekNextKey() {
          throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public KeyValueIterator<String, Integer> all() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long approximateNumEntries() {
      return values.size();
    }
  }
}
