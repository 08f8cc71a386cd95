package io.scorestream.service.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds of grants in any course of events: work is granted where its partition was given and
 * its doubts are cleared; a grant stays while nothing happens to its work; and one that ended never
 * comes back.
 */
class GrantLawsTest {

  private static final int STEPS = 60;
  private static final List<Claim> CLAIMS =
      IntStream.range(0, 6).mapToObj(i -> new Claim("r/" + i, i / 2)).toList();

  private final AtomicLong nanos = new AtomicLong();
  private final Ownership ownership = new Ownership("a", nanos::get);

  private final Map<Claim, Long> granted = new HashMap<>();
  private final Map<Claim, Long> doubted = new HashMap<>();
  private final Set<Integer> owned = new HashSet<>();
  private final Map<Claim, Set<Long>> ended = new HashMap<>();

  static IntStream seeds() {
    return IntStream.range(0, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void grants_overAnyCourse_followWhatTheGroupSays(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 0; step < STEPS; step++) {
      int partition = random.nextInt(3);
      switch (random.nextInt(6)) {
        case 0, 1 -> give(partition);
        case 2 -> take(partition);
        case 3 -> confirm();
        default -> doubt(CLAIMS.get(random.nextInt(CLAIMS.size())));
      }
      requireLaws();
    }
  }

  private void give(int partition) {
    ownership.give(List.of(partition));
    owned.add(partition);
    of(partition).forEach(this::end);
    of(partition).forEach(this::begin);
  }

  private void take(int partition) {
    ownership.take(List.of(partition));
    owned.remove(partition);
    of(partition).forEach(this::end);
  }

  private void doubt(Claim claim) {
    Long grant = granted.get(claim);
    if (grant != null) {
      end(claim);
      doubted.put(claim, grant);
      ownership.doubt(claim, grant);
    }
  }

  private void confirm() {
    nanos.addAndGet(Duration.ofMinutes(5).toNanos());
    List<Claim> due = ownership.due();
    assertThat(due).containsExactlyInAnyOrderElementsOf(doubted.keySet());
    ownership.confirm(due);
    doubted.clear();
    due.forEach(this::begin);
  }

  private void end(Claim claim) {
    doubted.remove(claim);
    Long grant = granted.remove(claim);
    if (grant != null) {
      before(claim).add(grant);
    }
  }

  private void begin(Claim claim) {
    long grant = ownership.grant(claim).orElseThrow();
    assertThat(before(claim)).doesNotContain(grant);
    granted.put(claim, grant);
  }

  private Set<Long> before(Claim claim) {
    return ended.computeIfAbsent(claim, it -> new HashSet<>());
  }

  private static List<Claim> of(int partition) {
    return CLAIMS.stream().filter(claim -> claim.partition() == partition).toList();
  }

  private void requireLaws() {
    for (Claim claim : CLAIMS) {
      Long grant = granted.get(claim);
      assertThat(ownership.grant(claim).isPresent()).isEqualTo(grant != null);
      if (grant != null) {
        assertThat(ownership.holds(claim, grant)).isTrue();
        assertThat(ownership.isInDoubt(claim, grant)).isFalse();
      }
      for (long before : before(claim)) {
        assertThat(ownership.holds(claim, before)).isFalse();
        assertThat(ownership.isInDoubt(claim, before)).isEqualTo(isDoubted(claim, before));
      }
    }
    assertThat(ownership.grants().keySet()).isEqualTo(owned);
    ownership.grants().forEach((partition, newest) -> requireNewest(partition, newest));
  }

  private boolean isDoubted(Claim claim, long grant) {
    Long doubt = doubted.get(claim);
    return doubt != null && doubt == grant;
  }

  private void requireNewest(int partition, long newest) {
    List<Long> grants = new ArrayList<>();
    of(partition).forEach(claim -> grants.add(granted.getOrDefault(claim, doubted.get(claim))));
    assertThat(grants).allSatisfy(grant -> assertThat(grant).isLessThanOrEqualTo(newest));
  }
}
