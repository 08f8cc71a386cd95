package io.scorestream.quickstart;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.Forecast;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.codec.Floats;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.report.MetricLine;
import io.scorestream.report.Report;
import io.scorestream.report.ReportData;
import io.scorestream.run.Run;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.topics.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Collects what a report shows from the topics. Owned by one thread. */
final class FinalReport {

  private final KafkaClients clients;
  private final Run run;

  FinalReport(KafkaClients clients, QuickstartPlan plan) {
    this.clients = clients;
    this.run = plan.run();
  }

  /**
   * Writes the report, with the newest generations that there are.
   *
   * @return what the run came to, a sentence each
   */
  List<String> write(Path folder, List<MetricLine> metrics) {
    ReportData data = new ReportData(run.spec(), metrics, forecasts(), newestGenerations(), real());
    Report.write(folder, data);
    return data.outlook().sentences();
  }

  private List<Forecast> forecasts() {
    Topic topic = clients.topics().forecasts();
    EventReader<Forecast> reader = new EventReader<>(clients.connection(), topic, Forecast.class);
    List<Forecast> forecasts = new ArrayList<>();
    TopicScan.all(clients, topic, record -> forecasts.add(reader.read(record)));
    return forecasts;
  }

  private float[] newestGenerations() {
    EventReader<GenerationBatch> reader =
        new EventReader<>(
            clients.connection(), clients.topics().generations(), GenerationBatch.class);
    TreeMap<Long, TreeMap<Integer, float[]>> batches = new TreeMap<>();
    TopicScan.all(
        clients,
        clients.topics().generations(),
        record -> {
          GenerationBatch batch = reader.read(record);
          if (batch != null && batch.getRun().equals(run.id())) {
            batches
                .computeIfAbsent(batch.getMilestone(), m -> new TreeMap<>())
                .put(batch.getBatch(), Floats.of(batch.getData()));
          }
        });
    return batches.isEmpty()
        ? new float[0]
        : joined(new ArrayList<>(batches.lastEntry().getValue().values()));
  }

  /** As many real samples as there are generations: of the law, or the first of the topic. */
  private float[] real() {
    int wanted = run.spec().getEvaluation().getGenerations() * run.dimension();
    if (run.law().isPresent()) {
      float[] samples = new float[wanted];
      run.law().get().sample(Seeds.generator(run.spec().getSeed(), wanted), samples);
      return samples;
    }
    EventReader<SampleBatch> reader =
        new EventReader<>(clients.connection(), clients.topics().samples(), SampleBatch.class);
    List<float[]> samples = new ArrayList<>();
    TopicScan.all(
        clients,
        clients.topics().samples(),
        record -> {
          int held = samples.stream().mapToInt(part -> part.length).sum();
          SampleBatch batch = held < wanted ? reader.read(record) : null;
          if (batch != null && batch.getSource().equals(run.spec().getSource())) {
            samples.add(SampleBatches.samples(batch, run.dimension()));
          }
        });
    return joined(samples);
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
