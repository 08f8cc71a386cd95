package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The program of a kind of groups at work. All trainers of a process whose groups are of one kind
 * share it, since it takes a good part of a second to compile. Any number of threads may call it at
 * once; each call computes on its own thread.
 */
final class TrainingProgram implements AutoCloseable {
  private static final Map<Key, TrainingProgram> OPEN = new HashMap<>();

  private final Key key;
  private final BankSession session;
  private int users;

  private record Key(GroupKind kind, Device.Kind device) {}

  private TrainingProgram(Key key, BankSession session) {
    this.key = key;
    this.session = session;
  }

  /**
   * The program of a kind on a device, which is built where nobody else has it open.
   *
   * @throws java.io.UncheckedIOException if the temporary folder cannot be written
   */
  static TrainingProgram open(GroupKind kind, Device.Kind device) {
    synchronized (OPEN) {
      TrainingProgram program =
          OPEN.computeIfAbsent(
              new Key(kind, device),
              key ->
                  new TrainingProgram(
                      key,
                      BankSession.open(
                          device,
                          Set.of(Signature.TRAIN),
                          folder -> TrainingGraph.write(kind, device == Device.Kind.CPU, folder))));
      program.users++;
      return program;
    }
  }

  /** Of the groups that it moves. */
  GroupKind kind() {
    return key.kind();
  }

  /** A scope for arrays; they are freed when it is closed. */
  NDManager newScope() {
    return session.newScope();
  }

  /** Makes steps; see {@link TrainingGraph} for what goes in and comes out. */
  NDList call(Map<String, NDArray> inputs) {
    return session.call(Signature.TRAIN, inputs);
  }

  /** Gives it up; the last one to do so frees it. */
  @Override
  public void close() {
    synchronized (OPEN) {
      users--;
      if (users == 0) {
        OPEN.remove(key);
        session.close();
      }
    }
  }
}
