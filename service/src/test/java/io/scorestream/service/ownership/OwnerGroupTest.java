package io.scorestream.service.ownership;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnerGroupTest {

  private static final TopicPartition PARTITION = new TopicPartition("t", 3);

  private final Claim claim = new Claim("r/0", 3);
  private final AtomicLong nanos = new AtomicLong();
  private final Ownership ownership = new Ownership("a", nanos::get);
  private final Group group = new Group();
  private final List<String> changes = new ArrayList<>();
  private long first;

  /** What a consumer hears of its group; answers each question with the next of its answers. */
  private static final class Group extends MockConsumer<String, byte[]> {

    private List<RuntimeException> answers = List.of();
    private int asked;
    private @Nullable ConsumerRebalanceListener listener;

    Group() {
      super(AutoOffsetResetStrategy.EARLIEST.name());
    }

    @Override
    public synchronized void subscribe(
        Collection<String> topics, ConsumerRebalanceListener listener) {
      super.subscribe(topics, listener);
      this.listener = listener;
    }

    /** As where it hears of a rebalance too late to have been asked. */
    void lose() {
      requireNonNull(listener).onPartitionsLost(List.of(PARTITION));
    }

    @Override
    public synchronized void commitSync(
        Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      assertThat(offsets).containsOnlyKeys(PARTITION);
      asked++;
      if (asked <= answers.size()) {
        throw answers.get(asked - 1);
      }
    }
  }

  @BeforeEach
  void fence() {
    group.updateBeginningOffsets(Map.of(PARTITION, 0L));
    group.schedulePollTask(
        () -> {
          group.rebalance(List.of(PARTITION));
          first = ownership.grant(claim).orElseThrow();
          ownership.doubt(claim, first);
        });
    group.schedulePollTask(() -> nanos.addAndGet(Duration.ofSeconds(1).toNanos()));
  }

  @Test
  void workInDoubt_ofWhoIsStillAMember_isItsAnew() {
    poll(3);

    assertThat(group.asked).isEqualTo(1);
    assertThat(ownership.grant(claim)).isPresent();
    assertThat(ownership.holds(claim, first)).isFalse();
  }

  /** It woke too late, and has not heard yet that another process has the work. */
  @Test
  void workInDoubt_ofWhoIsAMemberNoMore_isLeftToWhoHasIt() {
    group.answers = List.of(new CommitFailedException("you are nobody"));
    group.schedulePollTask(() -> group.rebalance(List.of()));
    poll(4);

    assertThat(group.asked).isEqualTo(1);
    assertThat(ownership.grant(claim)).isEmpty();
  }

  @Test
  void workInDoubt_whileTheGroupIsSharedOutAnew_isAskedAboutAgain() {
    group.answers = List.of(new RebalanceInProgressException("wait"));
    poll(3);

    assertThat(group.asked).isEqualTo(2);
    assertThat(ownership.grant(claim)).isPresent();
  }

  /** Whoever waits for work looks for it anew at each change, and at no other time. */
  @Test
  void changes_areTold_afterTheyAreSo() {
    group.schedulePollTask(() -> group.rebalance(List.of()));
    group.schedulePollTask(() -> group.rebalance(List.of(PARTITION)));
    group.schedulePollTask(group::lose);
    poll(6);

    assertThat(changes)
        .as("given, confirmed, revoked, given nothing more, given, lost")
        .containsExactly("[3]", "[3]", "[]", "[]", "[3]", "[] and unsettled");
  }

  /** Its partitions only stand for work; what lies in them is not fetched. */
  @Test
  void partitions_areNotRead() {
    poll(2);

    assertThat(group.paused()).containsExactly(PARTITION);
  }

  private void poll(int times) {
    for (int i = 2; i < times; i++) {
      group.schedulePollTask(() -> {});
    }
    group.schedulePollTask(group::wakeup);
    assertThatThrownBy(() -> OwnerGroup.poll(group, "t", ownership, this::note))
        .isInstanceOf(WakeupException.class);
  }

  private void note() {
    changes.add(ownership.grants().keySet() + (ownership.isSettled() ? "" : " and unsettled"));
  }
}
