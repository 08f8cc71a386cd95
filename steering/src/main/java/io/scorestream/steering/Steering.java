package io.scorestream.steering;

import io.scorestream.events.RunAction;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.topics.SourceEnd;
import io.scorestream.steering.RunLog.Steered;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What people command of a run that there is. Each method says in a sentence what came of it; what
 * does nothing to a run is no mistake, since it may be commanded twice. Owned by one thread.
 *
 * <p>Each throws {@link ScorestreamException} with {@link Reason#USAGE} where there is no such run,
 * where it is deleted, or where it cannot be commanded so.
 */
public final class Steering {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final KafkaClients clients;
  private final RunLog log;
  private final boolean dryRun;

  /**
   * @param dryRun whether only to say what would be commanded
   */
  public Steering(KafkaClients clients, boolean dryRun) {
    this.clients = clients;
    this.log = new RunLog(clients);
    this.dryRun = dryRun;
  }

  /** Lets trainers leave a run alone. */
  public String pause(String run) {
    return steer(run, RunAction.PAUSE, null, "is paused");
  }

  /**
   * Lets a run go on that is paused, or has failed.
   *
   * @param learningRate of its next milestones; {@code null} for that which it had
   */
  public String resume(String run, @Nullable Double learningRate) {
    if (learningRate != null && !(learningRate > 0 && learningRate < 1)) {
      throw usage("learning rate " + learningRate + " is not in (0, 1)", "name a smaller one");
    }
    if (dryRun) {
      return foreseen(log.foreseeResume(run, learningRate), RunAction.RESUME, null);
    }
    Steered steered = log.resume(run, learningRate);
    String done = learningRate == null ? "goes on" : "goes on at learning rate " + learningRate;
    return said(steered.state(), RunAction.RESUME, steered.objection().orElse(done));
  }

  /**
   * Lets a run go on further.
   *
   * @param until its largest milestone; {@code null} for none
   */
  public String extend(String run, @Nullable Long until) {
    return steer(
        run,
        RunAction.EXTEND,
        until,
        until == null ? "goes on for as long as samples come" : "goes on to milestone " + until);
  }

  /**
   * Asks for models beside the schedule.
   *
   * @param at samples that they are trained on; {@code null} for those that have come by now
   */
  public String milestone(String run, @Nullable Long at) {
    RunState state = log.find(run);
    String source = state.run().spec().getSource();
    long there = state.run().holdOut().keptOf(source, SourceEnd.sent(clients, source));
    long m = at == null ? there : at;
    if (m < 1) {
      throw usage(
          at == null
              ? "source " + source + " of " + state.run() + " has not sent a sample yet"
              : "milestone " + m + " is not at least 1",
          "name a size with --at, at which the run is trained when it has come");
    }
    long furthest = RunProgress.read(clients).furthest(state);
    if (m <= furthest) {
      if (at == null) {
        return state.run() + ", milestone " + m + ": there already";
      }
      throw usage(
          state.run() + " is at milestone " + furthest + " already, beyond " + m,
          "ask for a larger one");
    }
    OptionalLong last = state.milestones().last();
    if (last.isPresent() && m > last.getAsLong()) {
      throw usage(
          "milestone %s is beyond the last one of %s, %s"
              .formatted(m, state.run(), last.getAsLong()),
          "let the run go on first: 'scorestream runs extend'");
    }
    return steer(
        run,
        RunAction.MILESTONE,
        m,
        "is asked for milestone %s; %s of its samples have come".formatted(m, there));
  }

  /**
   * Deletes a run with its networks.
   *
   * @param patience how long to wait until its trainers have deleted all of it
   */
  public String delete(String run, Duration patience) {
    if (dryRun) {
      return foreseen(log.foresee(run, RunAction.DELETE, null), RunAction.DELETE, null);
    }
    RunState state = log.command(run, RunAction.DELETE, null).state();
    long left = awaitDeleted(state, patience);
    return left == 0
        ? state.run() + " is deleted, with all that it made"
        : "%s is deleted; its trainers delete what %s of its %s shards made, as soon as they run"
            .formatted(state.run(), left, state.shards().size());
  }

  /** Returns how many shards are not deleted yet when the patience is over. */
  private long awaitDeleted(RunState state, Duration patience) {
    long began = System.nanoTime();
    while (true) {
      long left = RunProgress.read(clients).shardsToDelete(state);
      if (left == 0 || System.nanoTime() - began >= patience.toNanos()) {
        return left;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  private String steer(String run, RunAction action, @Nullable Long milestone, String done) {
    if (dryRun) {
      return foreseen(log.foresee(run, action, milestone), action, milestone);
    }
    Steered steered = log.command(run, action, milestone);
    return said(steered.state(), action, steered.objection().orElse(done));
  }

  private static String foreseen(Steered steered, RunAction action, @Nullable Long milestone) {
    String command =
        action.name().toLowerCase(Locale.ROOT) + (milestone == null ? "" : " " + milestone);
    String would = steered.objection().orElse("would be given the command '" + command + "'");
    return said(steered.state(), action, would + "; nothing was done");
  }

  private static String said(RunState state, RunAction action, String what) {
    if (state.deleted() && action != RunAction.DELETE) {
      throw usage(
          state.run() + " " + what, "'scorestream runs apply' with its settings begins it anew");
    }
    return state.run() + " " + what;
  }

  private static ScorestreamException usage(String message, String remedy) {
    return new ScorestreamException(Reason.USAGE, message, remedy);
  }
}
