package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A program at work that keeps nothing between calls. All of a process that need one of its kind
 * share it, since it takes a good part of a second to compile. Any number of threads may call it at
 * once; each call computes on its own thread.
 */
final class SharedProgram implements AutoCloseable {
  private static final Map<Key, SharedProgram> OPEN = new HashMap<>();

  private final Key key;
  private final BankSession session;
  private int users;

  private record Key(Object kind, Device.Kind device) {}

  private SharedProgram(Key key, BankSession session) {
    this.key = key;
    this.session = session;
  }

  /**
   * The program that moves groups of a kind.
   *
   * @throws java.io.UncheckedIOException if the temporary folder cannot be written
   */
  static SharedProgram training(GroupKind kind, Device.Kind device) {
    return open(
        new Key(kind, device),
        Set.of(Signature.TRAIN),
        folder -> TrainingGraph.write(kind, isCompiled(device), folder));
  }

  /**
   * The program with which parts of a kind answer.
   *
   * @throws java.io.UncheckedIOException if the temporary folder cannot be written
   */
  static SharedProgram answering(PartKind kind, Device.Kind device) {
    return open(
        new Key(kind, device),
        AnswerGraph.signatures(kind),
        folder -> AnswerGraph.write(kind, isCompiled(device), folder));
  }

  private static boolean isCompiled(Device.Kind device) {
    return device == Device.Kind.CPU;
  }

  private static SharedProgram open(
      Key key, Set<Signature> signatures, BankSession.GraphWriter graph) {
    synchronized (OPEN) {
      SharedProgram program =
          OPEN.computeIfAbsent(
              key,
              absent -> new SharedProgram(key, BankSession.open(key.device(), signatures, graph)));
      program.users++;
      return program;
    }
  }

  /** A scope for arrays; they are freed when it is closed. */
  NDManager newScope() {
    return session.newScope();
  }

  /** Calls it; see {@link TrainingGraph} and {@link AnswerGraph} for what goes in and comes out. */
  NDList call(Signature signature, Map<String, NDArray> inputs) {
    return session.call(signature, inputs);
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
