package io.scorestream.deployment.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP connection that can be cut like a cable, and mended. Safe from any thread. */
final class CuttableProxy implements AutoCloseable {

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile InetSocketAddress target;
  private volatile boolean cut;

  private CuttableProxy(ServerSocket server) {
    this.server = server;
  }

  /** Listens on a free port; leads nowhere yet. */
  static CuttableProxy open() throws IOException {
    CuttableProxy proxy =
        new CuttableProxy(new ServerSocket(0, 128, InetAddress.getLoopbackAddress()));
    daemon("proxy", proxy::accept);
    return proxy;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Leads to this address from now on. */
  void connectTo(InetSocketAddress address) {
    target = address;
  }

  /** Every connection ends in the middle of what it carries, and no new one comes about. */
  void cut() {
    cut = true;
    open.forEach(CuttableProxy::drop);
  }

  /** Connections come about again. */
  void mend() {
    cut = false;
  }

  @Override
  public void close() {
    cut();
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        if (cut || target == null) {
          drop(near);
        } else {
          connect(near);
        }
      } catch (IOException e) {
        // A connection that fails is its client's to notice; a closed server ends the loop.
      }
    }
  }

  private void connect(Socket near) throws IOException {
    Socket far = new Socket();
    open.add(near);
    open.add(far);
    try {
      far.connect(target);
    } catch (IOException e) {
      drop(near);
      throw e;
    }
    daemon("proxy-out", () -> pump(near, far));
    daemon("proxy-in", () -> pump(far, near));
  }

  private void pump(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // Cut, or ended by either side: so is the other.
    } finally {
      drop(from);
      drop(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void drop(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
