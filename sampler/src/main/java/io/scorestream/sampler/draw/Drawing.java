package io.scorestream.sampler.draw;

import io.scorestream.checkpoints.LiveCheckpoints;
import io.scorestream.checkpoints.WeightsReader;
import io.scorestream.model.DevicePreference;
import io.scorestream.rows.Rows;
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
  private final Deque<Draw> open = new ArrayDeque<>();

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
  public synchronized Draw begin(DrawRequest request) {
    if (stopping || open.size() >= MOST) {
      throw new ScorestreamException(
          Reason.UNAVAILABLE,
          stopping ? "the sampler is stopping" : MOST + " requests are being answered already",
          "ask again in a few seconds, or let more samplers run");
    }
    Draw draw = new Draw(request, this::changed);
    open.add(draw);
    notifyAll();
    return draw;
  }

  /** Requests that are being answered. */
  public synchronized int open() {
    open.removeIf(Draw::isOver);
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
      for (Draw draw = turn(); draw != null; draw = turn()) {
        step(draw, milestones, draws);
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
    open.forEach(Draw::abandon);
    open.clear();
  }

  /** The next request that can go on, waiting for one; {@code null} at the end. */
  private synchronized @Nullable Draw turn() {
    try {
      while (!stopping) {
        open.removeIf(Draw::isOver);
        for (Iterator<Draw> each = open.iterator(); each.hasNext(); ) {
          Draw draw = each.next();
          if (draw.hasRoom()) {
            each.remove();
            open.add(draw);
            return draw;
          }
        }
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private void step(Draw draw, DrawnMilestones milestones, SampleDraws draws) {
    DrawRequest request = draw.request();
    try {
      if (draw.known().isEmpty()) {
        draw.begin(milestones.find(request));
      }
      DrawnMilestone from = draw.source();
      Rows block =
          draws.block(
              from.state().run(),
              from.networks(),
              request.seed(),
              draw.upcoming(),
              request.count(),
              remaining -> requireWanted(draw));
      draw.add(block);
    } catch (CancellationException e) {
      LOG.debug("samples of {} are not wanted any more", request.run());
    } catch (ScorestreamException e) {
      draw.fail(e);
    } catch (IllegalStateException e) {
      draw.fail(
          new ScorestreamException(
              Reason.BAD_DATA,
              "run %s: %s".formatted(request.run(), e.getMessage()),
              "ask for another milestone, or train with a smaller rate",
              e));
    }
  }

  private void requireWanted(Draw draw) {
    if (draw.isClosed() || isStopping()) {
      throw new CancellationException();
    }
  }
}
