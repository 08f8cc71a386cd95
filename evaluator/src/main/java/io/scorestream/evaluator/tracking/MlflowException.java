package io.scorestream.evaluator.tracking;

import java.io.IOException;

/** MLflow's answer to a request that it did not do. */
final class MlflowException extends IOException {

  private static final long serialVersionUID = 1;

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final int status;

  MlflowException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Whether what was asked for is not there. */
  boolean isNotFound() {
    return status == NOT_FOUND;
  }

  /** Whether the same request can never be done. */
  boolean isRefusal() {
    return status == BAD_REQUEST;
  }
}
