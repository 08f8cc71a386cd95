package io.scorestream.quickstart;

import io.scorestream.control.runs.StoredGenerations;
import io.scorestream.control.watch.StoredMetrics;
import io.scorestream.dashboard.RecordedPages;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.Forecast;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.report.MetricLine;
import io.scorestream.report.Report;
import io.scorestream.report.ReportData;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.steering.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.random.RandomGenerator;

/** Collects what a report shows from the topics. Owned by one thread. */
final class FinalReport {

  /** The page in one file. */
  static final String PAGE = "report.html";

  private final KafkaClients clients;
  private final Run run;

  FinalReport(KafkaClients clients, Run run) {
    this.clients = clients;
    this.run = run;
  }

  /**
   * Writes the report, with the newest generations that there are, and the run's page.
   *
   * @param pages reads the topics for it
   * @return what the run came to, a sentence each
   */
  List<String> write(Path folder, List<MetricLine> metrics, RecordedPages pages) {
    RunState state = new RunLog(clients).find(run.id());
    ReportData data =
        new ReportData(run.spec(), metrics, forecasts(state), newestGenerations(state), real());
    Report.write(folder, data);
    writePage(folder.resolve(PAGE), pages.html(run.id()));
    return data.outlook().sentences();
  }

  private static void writePage(Path file, String page) {
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new ScorestreamException(
          Reason.CANNOT_WRITE,
          "report " + file + " cannot be written: " + e.getMessage(),
          "make room there, or give another folder by --report",
          e);
    }
  }

  private List<Forecast> forecasts(RunState state) {
    List<Forecast> forecasts = new ArrayList<>();
    new StoredMetrics(clients, List.of(state))
        .forecasts((topic, forecast) -> forecasts.add(forecast));
    return forecasts;
  }

  private Rows newestGenerations(RunState state) {
    StoredGenerations stored = new StoredGenerations(clients, state);
    NavigableSet<Long> milestones = stored.milestones();
    return milestones.isEmpty()
        ? Rows.zeros(0, run.sampleDimension())
        : stored.of(milestones.last());
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
