package io.scorestream.evaluator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentlyUsedTest {

  private final List<String> dropped = new ArrayList<>();
  private final RecentlyUsed<String, String> kept =
      new RecentlyUsed<>(5, String::length, dropped::add);

  @Test
  void get_ofAKeptKey_makesNothing() {
    kept.get("a", () -> "one");
    assertThat(kept.get("a", () -> "two")).isEqualTo("one");
  }

  @Test
  void get_beyondTheCapacity_dropsWhatWasUsedLongestAgo() {
    kept.get("a", () -> "11");
    kept.get("b", () -> "22");
    kept.get("a", () -> "never");
    kept.get("c", () -> "33");
    assertThat(dropped).containsExactly("22");
    assertThat(kept.get("a", () -> "new")).isEqualTo("11");
  }

  @Test
  void get_ofAValueAboveTheCapacity_keepsItAlone() {
    kept.get("a", () -> "11");
    assertThat(kept.get("b", () -> "1234567")).isEqualTo("1234567");
    assertThat(dropped).containsExactly("11");
    assertThat(kept.get("b", () -> "new")).isEqualTo("1234567");
  }

  @Test
  void close_dropsEverything() {
    kept.get("a", () -> "1");
    kept.get("b", () -> "2");
    kept.close();
    assertThat(dropped).containsExactlyInAnyOrder("1", "2");
  }
}
