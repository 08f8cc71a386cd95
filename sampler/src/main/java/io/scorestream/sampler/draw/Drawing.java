package io.scorestream.sampler.draw;

import io.scorestream.checkpoints.LiveCheckpoints;
import io.scorestream.checkpoints.WeightsReader;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.model.DevicePreference;
import io.scorestream.rows.Rows;
import io.scorestream.run.ConditionDraws;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that answers requests for samples: block by block in turns, so that nobody waits for
 * the end of what somebody else has asked for. It owns the networks and all that it reads.
 */
public final class Drawing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Drawing.class);

  /** Requests at once, beyond which a process says that it is busy. */
  private static final int MOST = 256;

  private final KafkaClients clients;
  private final String clientId;
  private final DevicePreference device;
  private final Thread thread;

  /** In the order of their turns. */
  private final Deque<Turn> open = new ArrayDeque<>();

  private boolean stopping;

  private Drawing(
      KafkaClients clients,
      String clientId,
      DevicePreference device,
      Consumer<RuntimeException> failed) {
    this.clients = clients;
    this.clientId = clientId;
    this.device = device;
    this.thread = new Thread(() -> run(failed), "drawing");
  }

  /**
   * Starts the thread.
   *
   * @param clientId names this process in the brokers' logs
   * @param device to compute on
   * @param failed told what ended the thread, where something did
   */
  public static Drawing start(
      KafkaClients clients,
      String clientId,
      DevicePreference device,
      Consumer<RuntimeException> failed) {
    Drawing drawing = new Drawing(clients, clientId, device, failed);
    drawing.thread.start();
    return drawing;
  }

  /**
   * Puts a request behind those that are open.
   *
   * @throws ScorestreamException when too many are, or the thread ends
   */
  public Draw begin(DrawRequest request) {
    Draw draw = new Draw(request, this::changed);
    add(draw);
    return draw;
  }

  /**
   * The same for a path.
   *
   * @throws ScorestreamException as {@link #begin} does
   */
  public PathDraw beginPath(PathRequest request) {
    PathDraw draw = new PathDraw(request, this::changed);
    add(draw);
    return draw;
  }

  private synchronized void add(Turn turn) {
    if (stopping || open.size() >= MOST) {
      throw new ScorestreamException(
          Reason.UNAVAILABLE,
          stopping ? "the sampler is stopping" : MOST + " requests are being answered already",
          "ask again in a few seconds, or let more samplers run");
    }
    open.add(turn);
    notifyAll();
  }

  /** Requests that are being answered. */
  public synchronized int open() {
    open.removeIf(Turn::isOver);
    return open.size();
  }

  private synchronized void changed() {
    notifyAll();
  }

  /** Ends the thread; requests that are open end with a failure that says so. */
  @Override
  public void close() {
    end();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void end() {
    stopping = true;
    notifyAll();
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  private void run(Consumer<RuntimeException> failed) {
    try (LiveCheckpoints checkpoints = new LiveCheckpoints(clients, clientId);
        WeightsReader weights = new WeightsReader(clients, clientId + "-weights");
        SampleDraws draws = new SampleDraws(device)) {
      DrawnMilestones milestones = new DrawnMilestones(checkpoints, weights);
      for (Turn turn = turn(); turn != null; turn = turn()) {
        step(turn, milestones, draws);
      }
    } catch (ScorestreamException e) {
      failed.accept(e);
    } catch (KafkaException e) {
      failed.accept(Unavailable.kafka(clients.connection().bootstrapServers(), e));
    } catch (RuntimeException | Error e) {
      failed.accept(new IllegalStateException("thread drawing ended", e));
    } finally {
      end();
      abandonAll();
    }
  }

  private synchronized void abandonAll() {
    open.forEach(Turn::abandon);
    open.clear();
  }

  /** The next request that can go on, waiting for one; {@code null} at the end. */
  private synchronized @Nullable Turn turn() {
    try {
      while (!stopping) {
        open.removeIf(Turn::isOver);
        for (Iterator<Turn> each = open.iterator(); each.hasNext(); ) {
          Turn turn = each.next();
          if (turn.hasRoom()) {
            each.remove();
            open.add(turn);
            return turn;
          }
        }
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private void step(Turn turn, DrawnMilestones milestones, SampleDraws draws) {
    try {
      if (turn instanceof Draw draw) {
        drawBlock(draw, milestones, draws);
      } else if (turn instanceof PathDraw path) {
        drawPath(path, milestones, draws);
      }
    } catch (CancellationException e) {
      LOG.debug("samples of {} are not wanted any more", turn.request().run());
    } catch (ScorestreamException e) {
      turn.fail(e);
    } catch (IllegalStateException e) {
      turn.fail(
          new ScorestreamException(
              Reason.BAD_DATA,
              "run %s: %s".formatted(turn.request().run(), e.getMessage()),
              "ask for another milestone, or train with a smaller rate",
              e));
    }
  }

  private void drawBlock(Draw draw, DrawnMilestones milestones, SampleDraws draws) {
    DrawRequest request = draw.request();
    if (draw.known().isEmpty()) {
      draw.begin(milestones.find(request));
    }
    DrawnMilestone from = draw.source();
    Run run = from.state().run();
    Rows block =
        draws.block(
            run,
            from.networks(),
            plan(request, run),
            conditions(request, run),
            request.seed(),
            draw.upcoming(),
            request.count(),
            remaining -> requireWanted(draw));
    draw.add(block);
  }

  private void drawPath(PathDraw draw, DrawnMilestones milestones, SampleDraws draws) {
    DrawnMilestone from = milestones.find(draw.request());
    Run run = from.state().run();
    draw.path().requireFits(run.sampleDimension());
    ReversePlan plan = plan(draw.request(), run);
    draw.end(
        new DrawnPath(
            from,
            draws.path(
                run,
                from.networks(),
                plan,
                conditions(draw.request(), run),
                draw.request().seed(),
                Math.toIntExact(draw.request().count()),
                draw.path().stops(plan),
                remaining -> requireWanted(draw))));
  }

  private static ReversePlan plan(DrawRequest request, Run run) {
    try {
      return request.reverse().over(run);
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.USAGE,
          "%s: %s".formatted(run, e.getMessage()),
          "ask for as many steps, or leave them out",
          e);
    }
  }

  private static ConditionDraws conditions(DrawRequest request, Run run) {
    try {
      return request.condition().over(run);
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.USAGE,
          "%s: %s".formatted(run, e.getMessage()),
          "ask for a value of the run's condition, or leave it out",
          e);
    }
  }

  private void requireWanted(Turn turn) {
    if (turn.isClosed() || isStopping()) {
      throw new CancellationException();
    }
  }
}
