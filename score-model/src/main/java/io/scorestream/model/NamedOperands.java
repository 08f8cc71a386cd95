package io.scorestream.model;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Arguments of a function of a graph, whose types are known by their names. */
record NamedOperands(Map<String, Operand<?>> byName) {

  Operand<TFloat32> floats(String name) {
    return of(name).asOutput().expect(TFloat32.class);
  }

  Operand<TInt32> ints(String name) {
    return of(name).asOutput().expect(TInt32.class);
  }

  Operand<TInt64> longs(String name) {
    return of(name).asOutput().expect(TInt64.class);
  }

  private Operand<?> of(String name) {
    return requireNonNull(byName.get(name), name);
  }
}
