package io.scorestream.cli.access;

import io.scorestream.control.access.ClientRole;
import io.scorestream.control.access.OperatorRole;
import io.scorestream.dashboard.DashboardRole;
import io.scorestream.evaluator.EvaluatorRole;
import io.scorestream.producer.ProducerRole;
import io.scorestream.sampler.SamplerRole;
import io.scorestream.service.access.Role;
import io.scorestream.trainer.contract.TrainerRole;
import java.util.List;
import java.util.stream.Stream;

/** Every role of a deployment. */
public final class Roles {

  private Roles() {}

  /** Those of the services, in the order in which data flows through them. */
  public static List<Role> ofServices() {
    return List.of(
        ProducerRole.ROLE,
        TrainerRole.ROLE,
        SamplerRole.ROLE,
        EvaluatorRole.ROLE,
        DashboardRole.ROLE);
  }

  /** Those of the services and of people. */
  public static List<Role> all() {
    return Stream.concat(ofServices().stream(), Stream.of(OperatorRole.ROLE, ClientRole.ROLE))
        .toList();
  }
}
