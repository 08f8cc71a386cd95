package io.scorestream.local.runs;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.events.RunSpec;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Settings;
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
 * @param connection where Kafka and the registry are
 */
public record RunSettings(
    String run,
    DataChoice data,
    int timesteps,
    Long until,
    long seed,
    ConnectionSettings connection) {

  /** The settings that {@code runs apply} has. */
  public static final ConfigDef DEFINITION =
      ConnectionSettings.declare(new ConfigDef())
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
        settings.optionalNumber("until"),
        settings.number("seed"),
        ConnectionSettings.of(settings));
  }

  /** The specification. Reads the head of a file, whose scale it needs. */
  public RunSpec spec() {
    return data.draft(run, connection.topics().samples().name(), timesteps, until, seed).spec();
  }
}
