package io.scorestream.run;

import io.scorestream.events.RunCommand;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do: its specification, and what the commands of operators have made of it so
 * far. Everybody takes the same commands in the same order, that of their topic, and so comes to
 * the same state. Immutable.
 *
 * <table>
 *   <caption>What each command does, and when it does nothing</caption>
 *   <tr><td>PAUSE</td><td>the run is paused</td><td>where it is paused</td></tr>
 *   <tr><td>RESUME r</td><td>the run goes on, and learns at rate r from its next milestones on;
 *       without an r, at the rate that it had</td><td>where it is neither paused nor failed</td></tr>
 *   <tr><td>FAIL</td><td>the run has failed: no trainer has it until it is resumed</td>
 *       <td>where it has failed</td></tr>
 *   <tr><td>MILESTONE m</td><td>m is a milestone too; shards that are beyond it pass it over</td>
 *       <td>where it is one, or is beyond the end</td></tr>
 *   <tr><td>EXTEND m</td><td>the last milestone is m; without an m there is no end</td>
 *       <td>where the run goes as far: an end only moves on</td></tr>
 *   <tr><td>DELETE</td><td>the run is deleted, with all that its incarnation has made</td>
 *       <td>where it is deleted</td></tr>
 *   <tr><td>RESTORE</td><td>the next incarnation begins, as the specification says</td>
 *       <td>where the run is not deleted</td></tr>
 * </table>
 *
 * <p>A command for another specification does nothing, nor does any but RESTORE for a deleted run.
 *
 * @param run the specification
 * @param milestones when models are trained: as specified, extended, and on request
 * @param paused whether it is not to be trained for now
 * @param failure why it cannot go on and what to do about it, for people; {@code null} where it can
 * @param learningRate Adam's step size at the start of a milestone, in (0, 1)
 * @param incarnation how often it was deleted: what it makes carries this number, and what carries
 *     a smaller one is of a run that is no more
 * @param deleted whether it is deleted, and not restored
 */
public record RunState(
    Run run,
    MilestoneSchedule milestones,
    boolean paused,
    @Nullable String failure,
    double learningRate,
    int incarnation,
    boolean deleted) {

  /** A run that nothing was commanded of yet. */
  public static RunState of(Run run) {
    return begun(run, 0, false);
  }

  private static RunState begun(Run run, int incarnation, boolean deleted) {
    return new RunState(
        run, run.milestones(), false, null, run.training().learningRate(), incarnation, deleted);
  }

  /** How and how fast its networks are trained from now on. */
  public TrainingPlan training() {
    return run.training().at(learningRate);
  }

  /** The same run after one more command; this very state where the command does nothing. */
  public RunState after(RunCommand command) {
    if (objection(command).isPresent()) {
      return this;
    }
    return switch (command.getAction()) {
      case PAUSE -> new RunState(run, milestones, true, failure, learningRate, incarnation, false);
      case RESUME -> new RunState(run, milestones, false, null, rate(command), incarnation, false);
      case FAIL ->
          new RunState(run, milestones, paused, reason(command), learningRate, incarnation, false);
      case MILESTONE -> milestones(milestones.with(end(command).orElseThrow()));
      case EXTEND -> milestones(milestones.until(end(command)));
      case DELETE -> begun(run, incarnation + 1, true);
      case RESTORE -> begun(run, incarnation, false);
    };
  }

  /**
   * Why a command does nothing, as the end of a sentence that begins with the run; empty where it
   * does something.
   */
  public Optional<String> objection(RunCommand command) {
    if (!command.getRun().equals(run.id())) {
      throw new IllegalArgumentException(
          "a command for run " + command.getRun() + " came to " + run);
    }
    if (!command.getSpecHash().equals(run.hash())) {
      return Optional.of("has another specification than the one that the command was meant for");
    }
    return Optional.ofNullable(
        switch (command.getAction()) {
          case PAUSE -> deleted ? "is deleted" : paused ? "is paused already" : null;
          case RESUME -> deleted ? "is deleted" : notToResume(command.getLearningRate());
          case FAIL -> deleted ? "is deleted" : failure != null ? "has failed already" : null;
          case MILESTONE -> deleted ? "is deleted" : notToRequest(command.getMilestone());
          case EXTEND -> deleted ? "is deleted" : notToExtendTo(end(command));
          case DELETE -> deleted ? "is deleted already" : null;
          case RESTORE -> deleted ? null : "is not deleted";
        });
  }

  private @Nullable String notToResume(@Nullable Double rate) {
    if (rate != null && !TrainingPlan.isRate(rate)) {
      return "cannot learn at rate " + rate + ", which is not in (0, 1)";
    }
    return paused || failure != null ? null : "is not paused";
  }

  private double rate(RunCommand command) {
    Double rate = command.getLearningRate();
    return rate == null ? learningRate : rate;
  }

  private @Nullable String notToRequest(@Nullable Long m) {
    if (m == null || m < 1) {
      return "cannot have a milestone " + m + ", which is not at least 1";
    }
    if (milestones.last().isPresent() && m > milestones.last().getAsLong()) {
      return "ends at milestone " + milestones.last().getAsLong() + ", before " + m;
    }
    return milestones.has(m) ? "has milestone " + m + " already" : null;
  }

  private @Nullable String notToExtendTo(OptionalLong end) {
    if (milestones.last().isEmpty()) {
      return "has no end already";
    }
    long last = milestones.last().getAsLong();
    return end.isEmpty() || end.getAsLong() > last ? null : "goes on to milestone " + last;
  }

  /** Whether trainers are to have it now. */
  public boolean isActive() {
    return !paused && !deleted && failure == null;
  }

  /** What it is doing, in a word; for people. */
  public String word() {
    return deleted ? "deleted" : failure != null ? "failed" : paused ? "paused" : "active";
  }

  /** The parts that trainers share. */
  public List<Shard> shards() {
    return Shard.of(this);
  }

  private RunState milestones(MilestoneSchedule changed) {
    return new RunState(run, changed, paused, failure, learningRate, incarnation, deleted);
  }

  private static String reason(RunCommand command) {
    return Objects.requireNonNullElse(command.getReason(), "nobody said why");
  }

  private static OptionalLong end(RunCommand command) {
    Long milestone = command.getMilestone();
    return milestone == null ? OptionalLong.empty() : OptionalLong.of(milestone);
  }

  @Override
  public String toString() {
    return incarnation == 0 ? run.toString() : run + ", incarnation " + incarnation;
  }
}
