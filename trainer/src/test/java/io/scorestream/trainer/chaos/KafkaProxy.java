package io.scorestream.trainer.chaos;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between Kafka's clients and a broker that advertises this proxy's address in place of its
 * own, and passes requests and answers on whole. It loses the end of one transaction, as a network
 * that breaks at that very moment does, or keeps all answers back for a time.
 *
 * <p>Either way a message is a size of 4 bytes and then so many. A request begins with api key,
 * version (2 bytes each) and correlation id (4), its answer with the same correlation id.
 */
final class KafkaProxy implements AutoCloseable {

  /** What is lost of the end of a transaction, and how. */
  enum Loss {
    /** The broker never hears of it, and the client that the connection is closed. */
    REQUEST_CUT(true, true),
    /** The broker never hears of it, and the client nothing more. */
    REQUEST_SWALLOWED(true, false),
    /** The broker ends the transaction, and the client hears that the connection is closed. */
    ANSWER_CUT(false, true),
    /** The broker ends the transaction, and the client hears nothing more. */
    ANSWER_SWALLOWED(false, false);

    private final boolean ofRequest;
    private final boolean closes;

    Loss(boolean ofRequest, boolean closes) {
      this.ofRequest = ofRequest;
      this.closes = closes;
    }
  }

  private static final short END_TXN = 26;

  private final ServerSocket server;
  private final InetSocketAddress broker;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger left = new AtomicInteger();
  private volatile Loss loss = Loss.ANSWER_CUT;
  private volatile long lostAt;
  private volatile Duration delay = Duration.ZERO;

  private KafkaProxy(ServerSocket server, InetSocketAddress broker) {
    this.server = server;
    this.broker = broker;
  }

  /**
   * Starts one, on a free port.
   *
   * @param address that it listens on
   * @param broker where it connects to, for each connection anew
   */
  static KafkaProxy start(InetAddress address, InetSocketAddress broker) throws IOException {
    KafkaProxy proxy = new KafkaProxy(new ServerSocket(0, 50, address), broker);
    onThreadOfItsOwn(proxy::accept);
    return proxy;
  }

  /** Host and port. */
  String address() {
    return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  /** Loses the n-th end of a transaction from now on, counted from 1. */
  void lose(Loss loss, int n) {
    this.loss = loss;
    lostAt = 0;
    left.set(n);
  }

  /** When it was lost, in milliseconds since 1970; 0 before. */
  long lostAt() {
    return lostAt;
  }

  /** Answers come so much later from now on. */
  void delay(Duration delay) {
    this.delay = delay;
  }

  @Override
  public void close() throws IOException {
    server.close();
    connections.forEach(Connection::close);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        new Connection(server.accept()).start();
      } catch (IOException e) {
        // Closed, or the broker is gone: the client sees its connection end.
      }
    }
  }

  private static void onThreadOfItsOwn(Runnable task) {
    Thread thread = new Thread(task, "kafka-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** Of a client with the broker. */
  private final class Connection implements Closeable {

    private final Socket client;
    private final Socket upstream;
    private final ScheduledExecutorService answers = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean silent;
    private volatile int lost = -1;

    Connection(Socket client) throws IOException {
      this.client = client;
      this.upstream = new Socket();
      try {
        upstream.connect(broker);
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
      } catch (IOException e) {
        close();
        throw e;
      }
    }

    void start() {
      connections.add(this);
      onThreadOfItsOwn(() -> pump(client, this::request));
      onThreadOfItsOwn(() -> pump(upstream, this::answer));
    }

    private interface Taker {
      void take(byte[] message) throws IOException;
    }

    private void pump(Socket from, Taker taker) {
      try {
        DataInputStream in = new DataInputStream(from.getInputStream());
        while (true) {
          byte[] message = new byte[in.readInt()];
          in.readFully(message);
          if (!silent) {
            taker.take(message);
          }
        }
      } catch (IOException | RejectedExecutionException e) {
        // One of the two is gone, and with it the connection.
      } finally {
        close();
      }
    }

    private void request(byte[] message) throws IOException {
      ByteBuffer header = ByteBuffer.wrap(message);
      if (header.getShort(0) == END_TXN && left.getAndDecrement() == 1) {
        if (loss.ofRequest) {
          lose();
          return;
        }
        lost = header.getInt(4);
      }
      write(upstream, message);
    }

    private void answer(byte[] message) throws IOException {
      if (ByteBuffer.wrap(message).getInt(0) == lost) {
        lose();
        return;
      }
      // Of equal delays the executor keeps the order.
      var unused =
          answers.schedule(
              () -> {
                try {
                  write(client, message);
                } catch (IOException e) {
                  close();
                }
              },
              delay.toMillis(),
              TimeUnit.MILLISECONDS);
    }

    private void lose() {
      if (loss.closes) {
        close();
      } else {
        silent = true;
      }
      lostAt = System.currentTimeMillis();
    }

    private static void write(Socket to, byte[] message) throws IOException {
      DataOutputStream out = new DataOutputStream(to.getOutputStream());
      byte[] framed =
          ByteBuffer.allocate(Integer.BYTES + message.length)
              .putInt(message.length)
              .put(message)
              .array();
      out.write(framed);
    }

    @Override
    public void close() {
      connections.remove(this);
      answers.shutdown();
      try (client;
          upstream) {
        // Both, whatever one of them says.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
