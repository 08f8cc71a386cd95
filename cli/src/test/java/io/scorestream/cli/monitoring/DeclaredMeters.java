package io.scorestream.cli.monitoring;

import io.scorestream.compute.ComputeDevice;
import io.scorestream.evaluator.EvaluatorMeterNames;
import io.scorestream.producer.ProducerMeters;
import io.scorestream.sampler.SamplerMeters;
import io.scorestream.service.metrics.MeterGroup;
import io.scorestream.service.metrics.MeterName;
import io.scorestream.service.metrics.ServiceMeters;
import io.scorestream.trainer.contract.TrainerMeterNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The meters of all services, gathered where all are known. */
public final class DeclaredMeters {

  private DeclaredMeters() {}

  /** The groups, by whose they are. */
  public static Map<String, MeterGroup> byOwner() {
    Map<String, MeterGroup> groups = new LinkedHashMap<>();
    groups.put("Every service", ServiceMeters.DECLARED);
    groups.put("Trainer, sampler and evaluator", ComputeDevice.METERS);
    groups.put("Producer", ProducerMeters.DECLARED);
    groups.put("Trainer", TrainerMeterNames.DECLARED);
    groups.put("Sampler", SamplerMeters.DECLARED);
    groups.put("Evaluator", EvaluatorMeterNames.DECLARED);
    return groups;
  }

  static List<MeterName> all() {
    return byOwner().values().stream().flatMap(group -> group.all().stream()).toList();
  }
}
