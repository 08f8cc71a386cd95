package io.scorestream.service;

/** Why something ended, for machines: each reason has an exit code, after sysexits.h. */
public enum Reason {
  /** A setting or option is wrong. */
  USAGE(64),
  /** Input data or a record is not what it should be. */
  BAD_DATA(65),
  /** An input file cannot be opened, or a file that was kept is damaged. */
  NO_INPUT(66),
  /** Kafka, the registry or a device is not there. */
  UNAVAILABLE(69),
  /** A bug of ours: the only reason that shows a stack trace. */
  INTERNAL(70),
  /** A directory or file cannot be written. */
  CANNOT_WRITE(73),
  /** Another owner has taken over, or a transaction took so long that it was taken for that. */
  FENCED(75),
  /** Kafka does not let this user in, or not do this. */
  REFUSED(77),
  /** What exists contradicts what was asked for. */
  CONFLICT(78);

  private final int exitCode;

  Reason(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Exit code of a process that ends for this reason; never 0. */
  public int exitCode() {
    return exitCode;
  }
}
