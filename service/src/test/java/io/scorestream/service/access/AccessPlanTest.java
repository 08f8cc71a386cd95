package io.scorestream.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.topics.TopicCatalogue;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AccessPlanTest {

  private static final TopicCatalogue TOPICS = new TopicCatalogue("shop");

  private static final Role READER =
      Role.of("reader", topics -> List.of(topics.runs()), topics -> List.of(topics.deadLetters()));

  private static final Role MAKER =
      new Role("maker", topics -> List.of(), topics -> List.of(), Role.Making.OWN, false);

  @Test
  void role_staysWithinTheDeployment() {
    assertThat(AccessPlan.of(READER, "User:u", TOPICS))
        .allSatisfy(
            binding -> {
              assertThat(binding.pattern().name()).startsWith("shop");
              assertThat(binding.entry().principal()).isEqualTo("User:u");
            });
  }

  @Test
  void topics_areReadAndWrittenAsDeclared() {
    assertThat(topics(READER, AclOperation.READ)).containsExactly("shop.runs.v1");
    assertThat(topics(READER, AclOperation.WRITE))
        .containsExactlyInAnyOrder("shop.dead-letters.v1", "shop.activity.v1");
  }

  @Test
  void role_withTopicsOfItsOwn_makesThoseAndNoOthers() {
    assertThat(AccessPlan.of(READER, "User:u", TOPICS))
        .noneMatch(binding -> binding.entry().operation() == AclOperation.ALL);
    assertThat(AccessPlan.of(MAKER, "User:u", TOPICS))
        .filteredOn(binding -> binding.entry().operation() == AclOperation.ALL)
        .singleElement()
        .satisfies(
            binding -> {
              assertThat(binding.pattern().patternType()).isEqualTo(PatternType.PREFIXED);
              assertThat(binding.pattern().name()).isEqualTo("shop-maker");
            });
  }

  @Test
  void role_thatDoesNotTransact_canHoldNobodyUp() {
    assertThat(AccessPlan.of(READER, "User:u", TOPICS)).anyMatch(AccessPlanTest::isOnTransactions);
    assertThat(AccessPlan.of(MAKER, "User:u", TOPICS)).noneMatch(AccessPlanTest::isOnTransactions);
  }

  private static boolean isOnTransactions(AclBinding binding) {
    return binding.pattern().resourceType() == ResourceType.TRANSACTIONAL_ID;
  }

  private static List<String> topics(Role role, AclOperation operation) {
    return AccessPlan.of(role, "User:u", TOPICS).stream()
        .map(AclBinding::pattern)
        .filter(pattern -> pattern.resourceType() == ResourceType.TOPIC)
        .filter(pattern -> allows(role, pattern.name(), operation))
        .map(pattern -> pattern.name())
        .distinct()
        .toList();
  }

  private static boolean allows(Role role, String topic, AclOperation operation) {
    return AccessPlan.of(role, "User:u", TOPICS).stream()
        .anyMatch(
            binding ->
                binding.pattern().name().equals(topic) && binding.entry().operation() == operation);
  }
}
