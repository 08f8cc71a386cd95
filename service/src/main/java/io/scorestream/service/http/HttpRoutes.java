package io.scorestream.service.http;

import com.sun.net.httpserver.HttpHandler;

/** What requests can be handed over by. */
public interface HttpRoutes {

  /**
   * Hands the requests for all paths that start with a prefix to a handler; the longest prefix
   * wins, and of two handlers of one prefix the later. A handler that throws before it has answered
   * is logged and answered for with status 500; one that throws an {@link java.io.IOException}
   * breaks the connection off, so that no answer that is cut short looks whole.
   *
   * @param prefix starts with a slash
   */
  void route(String prefix, HttpHandler handler);

  /**
   * The same for a handler that writes its answer while it makes it: it may take as long as that
   * takes, as long as the client takes what there is.
   */
  void stream(String prefix, HttpHandler handler);
}
