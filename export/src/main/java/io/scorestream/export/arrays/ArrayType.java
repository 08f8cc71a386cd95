package io.scorestream.export.arrays;

/** What numbers an array holds, little-endian. */
public enum ArrayType {
  /** 32-bit floating point. */
  FLOAT32("<f4", "F32"),
  /** 64-bit floating point. */
  FLOAT64("<f8", "F64"),
  /** 64-bit integers. */
  INT64("<i8", "I64");

  private final String numpy;
  private final String safetensors;

  ArrayType(String numpy, String safetensors) {
    this.numpy = numpy;
    this.safetensors = safetensors;
  }

  /** What NumPy calls it. */
  public String numpy() {
    return numpy;
  }

  /** What safetensors calls it. */
  String safetensors() {
    return safetensors;
  }
}
