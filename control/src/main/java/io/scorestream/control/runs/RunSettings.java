package io.scorestream.control.runs;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.events.RunSpec;
import io.scorestream.run.RunDraft;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Settings;
import io.scorestream.trainer.training.RunPlan;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * What a person says of a run that is to be published.
 *
 * @param run run id; {@code null} for one made of the other settings
 * @param data what it learns
 * @param timesteps N
 * @param until largest milestone, or {@code null} for no end
 * @param seed of everything random
 * @param training how it is trained
 * @param evaluation how it is evaluated
 * @param connection where Kafka and the registry are
 */
public record RunSettings(
    String run,
    DataChoice data,
    int timesteps,
    Long until,
    long seed,
    TrainingChoices training,
    EvaluationChoices evaluation,
    ConnectionSettings connection) {

  /** The settings that {@code runs apply} has. */
  public static final ConfigDef DEFINITION =
      EvaluationChoices.declare(
              TrainingChoices.declare(ConnectionSettings.declare(new ConfigDef())))
          .define("run", Type.STRING, null, Importance.MEDIUM, "Run id. Default: made of the rest.")
          .define(
              "law",
              Type.STRING,
              null,
              Importance.HIGH,
              "Known law that the data has: " + String.join(", ", Laws.names()) + ".")
          .define(
              "data",
              Type.STRING,
              null,
              Importance.HIGH,
              "File with samples, one a row, as the producer is given it.")
          .define(
              "columns",
              Type.STRING,
              null,
              Importance.MEDIUM,
              "Columns of the file: names or 1-based ranges such as 2-257.")
          .define(
              "timesteps",
              Type.INT,
              50,
              ConfigDef.Range.between(1, 1000),
              Importance.MEDIUM,
              "Timesteps N, each with a score network of its own.")
          .define(
              "until",
              Type.LONG,
              null,
              Importance.MEDIUM,
              "Largest milestone m. Without it the run goes on for as long as samples come.")
          .define("seed", Type.LONG, 1L, Importance.LOW, "Seed of everything random.");

  /** Picks these settings out. */
  public static RunSettings of(Settings settings) {
    DataChoice data =
        DataChoice.of(
            settings.string("law"),
            settings.string("data"),
            settings.string("columns"),
            settings.number("seed"));
    return new RunSettings(
        settings.string("run"),
        data,
        settings.integer("timesteps"),
        settings.optional("until", Long.class),
        settings.number("seed"),
        TrainingChoices.of(settings),
        new EvaluationChoices(settings),
        ConnectionSettings.of(settings));
  }

  /**
   * The specification. Reads the head of a file, whose scale it needs.
   *
   * @throws ScorestreamException with {@link Reason#USAGE} when the choices contradict each other
   */
  public RunSpec spec() {
    RunDraft draft = data.draft(run, connection.topics().samples().name(), timesteps, until, seed);
    RunSpec spec = evaluation.of(training.of(draft.spec()));
    try {
      return RunPlan.of(spec).run().spec();
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.USAGE,
          "run " + spec.getRun() + " cannot be: " + e.getMessage(),
          "change that setting; 'scorestream runs apply --help' says what each may be",
          e);
    }
  }
}
