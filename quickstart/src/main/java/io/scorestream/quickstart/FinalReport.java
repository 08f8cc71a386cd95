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
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.topics.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Collects what a report shows from the topics. Owned by one thread. */
final class FinalReport {

  private final KafkaClients clients;
  private final Run run;

  FinalReport(KafkaClients clients, Run run) {
    this.clients = clients;
    this.run = run;
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
    TopicScan.all(
        clients,
        topic,
        record -> {
          Forecast forecast = reader.read(record);
          if (forecast != null && forecast.getRun().equals(run.id())) {
            forecasts.add(forecast);
          }
        });
    return forecasts;
  }

  private Rows newestGenerations() {
    EventReader<GenerationBatch> reader =
        new EventReader<>(
            clients.connection(), clients.topics().generations(), GenerationBatch.class);
    TreeMap<Long, TreeMap<Integer, Rows>> batches = new TreeMap<>();
    TopicScan.all(
        clients,
        clients.topics().generations(),
        record -> {
          GenerationBatch batch = reader.read(record);
          if (batch != null && batch.getRun().equals(run.id())) {
            batches
                .computeIfAbsent(batch.getMilestone(), m -> new TreeMap<>())
                .put(batch.getBatch(), Rows.of(Floats.of(batch.getData()), batch.getDimension()));
          }
        });
    List<Rows> newest =
        batches.isEmpty() ? List.of() : List.copyOf(batches.lastEntry().getValue().values());
    return Rows.joined(run.sampleDimension(), newest);
  }

  /** As many real samples as there are generations: of the law, or the first of the topic. */
  private Rows real() {
    int wanted = run.spec().getEvaluation().getGenerations();
    if (run.law().isPresent()) {
      RandomGenerator rng =
          Seeds.generator(run.spec().getSeed(), (long) wanted * run.sampleDimension());
      return run.law().get().draw(wanted, rng);
    }
    EventReader<SampleBatch> reader =
        new EventReader<>(clients.connection(), clients.topics().samples(), SampleBatch.class);
    List<Rows> samples = new ArrayList<>();
    TopicScan.all(
        clients,
        clients.topics().samples(),
        record -> {
          int held = samples.stream().mapToInt(Rows::count).sum();
          SampleBatch batch = held < wanted ? reader.read(record) : null;
          if (batch != null && batch.getSource().equals(run.spec().getSource())) {
            samples.add(SampleBatches.samples(batch, run.sampleDimension()));
          }
        });
    return Rows.joined(run.sampleDimension(), samples);
  }
}
