package io.scorestream.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.dashboard.DashboardRole;
import io.scorestream.service.access.AccessPlan;
import io.scorestream.service.access.Role;
import io.scorestream.service.access.RoleNames;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RolesTest {

  private static final TopicCatalogue TOPICS = new TopicCatalogue("shop");

  static List<Role> roles() {
    return Roles.all();
  }

  @ParameterizedTest
  @MethodSource("roles")
  void everyNameOfARole_isCoveredByItsAccess(Role role) {
    RoleNames names = role.names(TOPICS);
    for (String group : List.of(names.group(), names.group("a", "b"), names.applicationId())) {
      assertThat(covers(role, ResourceType.GROUP, group, AclOperation.READ)).isTrue();
    }
    if (!role.transacts()) {
      return;
    }
    for (String id : List.of(names.transactionalId("run-3"), names.applicationId() + "-0-1")) {
      assertThat(covers(role, ResourceType.TRANSACTIONAL_ID, id, AclOperation.WRITE)).isTrue();
      assertThat(covers(role, ResourceType.TRANSACTIONAL_ID, id, AclOperation.DESCRIBE)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("roles")
  void noName_isCoveredByAnotherRolesAccess(Role role) {
    String group = role.names(TOPICS).group("a");
    assertThat(Roles.all())
        .filteredOn(other -> covers(other, ResourceType.GROUP, group, AclOperation.READ))
        .containsExactly(role);
  }

  @Test
  void transactions_areOpenedByServicesThatWriteAlone() {
    assertThat(Roles.all())
        .filteredOn(Role::transacts)
        .extracting(Role::name)
        .containsExactly("producer", "trainer", "sampler", "evaluator");
  }

  @Test
  void dashboard_writesNothing() {
    assertThat(DashboardRole.ROLE.writes().apply(TOPICS)).isEmpty();
    assertThat(DashboardRole.ROLE.making()).isEqualTo(Role.Making.NONE);
  }

  @Test
  void samples_areWrittenByProducersAndClientsAlone() {
    assertThat(writers(TOPICS.samples())).containsExactly("producer", "client");
  }

  @Test
  void whatIsTrained_isWrittenByTrainersAlone() {
    for (Topic topic :
        List.of(TOPICS.weights(), TOPICS.trainingState(), TOPICS.milestones(), TOPICS.drift())) {
      assertThat(writers(topic)).containsExactly("trainer");
    }
  }

  /** A trainer commands that a run which cannot go on is left alone. */
  @Test
  void specificationsAndCommands_areReadByThoseWhoWork_andWrittenByOperators() {
    assertThat(writers(TOPICS.runs())).containsExactly("operator");
    assertThat(writers(TOPICS.commands())).containsExactly("trainer", "operator");
    for (Topic topic : List.of(TOPICS.runs(), TOPICS.commands())) {
      assertThat(who(topic.name(), AclOperation.READ))
          .containsExactly("trainer", "sampler", "evaluator", "dashboard", "operator", "client");
    }
  }

  @Test
  void topics_areMadeByOperators_andByTheEvaluatorForItself() {
    assertThat(who(TOPICS.weights().name(), AclOperation.CREATE)).containsExactly("operator");
    assertThat(who("shop-evaluator-store-changelog", AclOperation.ALL))
        .containsExactly("evaluator");
    assertThat(who("shop-evaluator-store-changelog", AclOperation.CREATE)).isEmpty();
  }

  private static List<String> writers(Topic topic) {
    return who(topic.name(), AclOperation.WRITE);
  }

  private static List<String> who(String topic, AclOperation operation) {
    return Roles.all().stream()
        .filter(role -> covers(role, ResourceType.TOPIC, topic, operation))
        .map(Role::name)
        .toList();
  }

  private static boolean covers(Role role, ResourceType type, String name, AclOperation operation) {
    return AccessPlan.of(role, "User:u", TOPICS).stream()
        .filter(binding -> binding.pattern().resourceType() == type)
        .filter(binding -> binding.entry().operation() == operation)
        .anyMatch(binding -> covers(binding, name));
  }

  private static boolean covers(AclBinding binding, String name) {
    return binding.pattern().patternType() == PatternType.PREFIXED
        ? name.startsWith(binding.pattern().name())
        : name.equals(binding.pattern().name());
  }
}
