package io.scorestream.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessPlanTest {

  private static final TopicCatalogue TOPICS = new TopicCatalogue("shop");

  @ParameterizedTest
  @EnumSource
  void role_staysWithinTheDeployment(Role role) {
    assertThat(AccessPlan.of(role, "User:u", TOPICS))
        .allSatisfy(
            binding -> {
              assertThat(binding.pattern().name()).startsWith("shop");
              assertThat(binding.entry().principal()).isEqualTo("User:u");
            });
  }

  @Test
  void samples_areWrittenByProducersAndClientsAlone() {
    assertThat(
            Stream.of(Role.values())
                .filter(role -> writes(role, TOPICS.samples().name()))
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Role.PRODUCER, Role.CLIENT);
  }

  @Test
  void checkpoints_areWrittenByTrainersAlone() {
    assertThat(Stream.of(Role.values()).filter(role -> writes(role, TOPICS.checkpoints().name())))
        .containsExactly(Role.TRAINER);
  }

  @Test
  void weightsAndTrainingState_areWrittenByTrainersAlone() {
    for (Topic topic : List.of(TOPICS.weights(), TOPICS.trainingState())) {
      assertThat(Stream.of(Role.values()).filter(role -> writes(role, topic.name())))
          .containsExactly(Role.TRAINER);
    }
  }

  @Test
  void evaluator_makesTopicsOfItsOwnAndNoOthers() {
    assertThat(AccessPlan.of(Role.EVALUATOR, "User:u", TOPICS))
        .filteredOn(binding -> binding.entry().operation() == AclOperation.ALL)
        .singleElement()
        .satisfies(
            binding -> {
              assertThat(binding.pattern().patternType()).isEqualTo(PatternType.PREFIXED);
              assertThat(binding.pattern().name()).isEqualTo("shop-evaluator");
            });
  }

  private static boolean writes(Role role, String topic) {
    List<AclBinding> bindings = AccessPlan.of(role, "User:u", TOPICS);
    return bindings.stream()
        .filter(binding -> binding.pattern().resourceType() == ResourceType.TOPIC)
        .filter(binding -> binding.pattern().name().equals(topic))
        .anyMatch(binding -> binding.entry().operation() == AclOperation.WRITE);
  }
}
