package io.scorestream.control.runs;

import io.scorestream.events.RunSpec;
import io.scorestream.ingest.DataSettings;
import io.scorestream.run.Run;
import io.scorestream.run.RunDraft;
import io.scorestream.run.encoding.ScaleChoice;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.Constraint;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import io.scorestream.topics.TopicCatalogue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a run that is to be.
 *
 * @param run run id; {@code null} for one made of the other settings
 * @param data what it learns
 * @param streamed id of a source that was named and nothing else: its samples are on their topic
 * @param scale what divides columns; {@code null} for what fits
 * @param conditioning what samples are to be made of
 * @param timesteps N
 * @param until largest milestone, or {@code null} for no end
 * @param seed of everything random
 * @param training how it is trained
 * @param evaluation how it is evaluated
 */
public record RunSettings(
    @Nullable String run,
    DataChoice data,
    Optional<String> streamed,
    @Nullable ScaleChoice scale,
    Conditioning conditioning,
    int timesteps,
    @Nullable Long until,
    long seed,
    TrainingChoices training,
    EvaluationChoices evaluation) {

  /** The settings that every command has that makes a run. */
  public static final SettingGroup DECLARED =
      new SettingGroup(DataSettings.DECLARED, TrainingChoices.DECLARED, EvaluationChoices.DECLARED);

  private static final Setting<Optional<String>> RUN =
      DECLARED.add(
          Setting.of("run", SettingType.TEXT).optional("Run id. Default: made of the rest."));

  private static final Setting<Optional<ScaleChoice>> SCALE =
      DECLARED.add(
          Setting.of("scale", SettingType.choice(ScaleChoice.class))
              .optional(
                  "What divides a file's columns before networks learn them: each a scale of its"
                      + " own, as a table's columns need, or all a common one, as pixels do."
                      + " Without it, common for what is known to be images."));

  private static final Setting<Optional<List<String>>> CONDITION =
      DECLARED.add(
          Setting.of("condition", SettingType.LIST)
              .optional(
                  "Columns that samples are made of, by name or number, such as digit: networks see"
                      + " them without noise and learn the law of the others given these."));

  private static final Setting<Double> DROPPING =
      DECLARED.add(
          Setting.of("condition.dropping", SettingType.DOUBLE)
              .where(Constraint.between(0.0, 0.9))
              .importance(Importance.LOW)
              .otherwise(
                  0.1,
                  "Share of training rows from which the condition is hidden, so that networks also"
                      + " learn what guidance leads away from. None is where the condition is of"
                      + " numbers alone."));

  private static final Setting<Integer> TIMESTEPS =
      DECLARED.add(
          Setting.of("timesteps", SettingType.INT)
              .where(Constraint.between(1, 1000))
              .otherwise(50, "Timesteps N, each with a score network of its own."));

  private static final Setting<Optional<Long>> UNTIL =
      DECLARED.add(
          Setting.of("until", SettingType.LONG)
              .where(Constraint.atLeast(1L))
              .optional(
                  "Largest milestone m. Without it a run goes on for as long as samples come; a"
                      + " quickstart's to 8192, or to as many as its file has."));

  private static final Setting<Long> SEED =
      DECLARED.add(
          Setting.of("seed", SettingType.LONG)
              .importance(Importance.LOW)
              .otherwise(1L, "Seed of everything random."));

  /** Picks these settings out. */
  public static RunSettings of(Settings settings) {
    DataSettings named = DataSettings.of(settings);
    ScaleChoice scale = settings.get(SCALE).orElse(null);
    return new RunSettings(
        settings.get(RUN).orElse(null),
        DataChoice.of(named, scale, settings.get(SEED)),
        named.isOnTopic() ? named.sourceId() : Optional.empty(),
        scale,
        new Conditioning(settings.get(CONDITION).orElse(List.of()), settings.get(DROPPING)),
        settings.get(TIMESTEPS),
        settings.get(UNTIL).orElse(null),
        settings.get(SEED),
        new TrainingChoices(settings),
        new EvaluationChoices(settings));
  }

  /**
   * The specification. Reads a file, whose scale it needs.
   *
   * @param topics those of the deployment
   * @throws ScorestreamException with {@link Reason#USAGE} when the choices contradict each other
   */
  public RunSpec spec(TopicCatalogue topics) {
    return complete(data.draft(run, topics.samples().name(), timesteps, until, seed, conditioning));
  }

  /**
   * The same, of a source whose samples are on their topic where that alone was named.
   *
   * @throws ScorestreamException also when nobody has described the source, or there is nothing of
   *     it yet
   */
  public RunSpec spec(KafkaClients clients) {
    return streamed
        .map(source -> complete(StreamedSource.draft(clients, source, this)))
        .orElseGet(() -> spec(clients.topics()));
  }

  /** What a person should know of the data. Reads a file. */
  public List<String> notices() {
    return streamed.isPresent() ? List.of() : data.supply().notices();
  }

  private RunSpec complete(RunDraft draft) {
    RunSpec spec = evaluation.of(training.of(draft.spec()));
    try {
      return new Run(spec).spec();
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.USAGE,
          "run " + spec.getRun() + " cannot be: " + e.getMessage(),
          "change that setting; --help says what each may be",
          e);
    }
  }
}
