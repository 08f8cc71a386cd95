package io.scorestream.model;

import io.scorestream.run.network.Activation;
import io.scorestream.run.network.ConvolutionalShape;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/**
 * Operations on images {@code [rows, H, W, C]} on a {@link Tape}. A convolution is a product of
 * matrices, of the neighbourhoods of all pixels with the kernel, since that is what XLA does well
 * on a processor; the way back is another one, with the kernel turned around.
 *
 * @param activation between layers
 */
record ImageOps(Tape tape, Activation activation) {
  private static final int[] SAMPLES_BY_HALVES = {2, 4};

  private Ops tf() {
    return tape.tf();
  }

  /**
   * {@code W ∗ x + b}, with zeros around the image.
   *
   * @param w {@code [1, 9·C, K]}
   * @param b {@code [1, 1, K]}
   * @return {@code [rows, H, W, K]}
   */
  Operand<TFloat32> convolution(Operand<TFloat32> image, Operand<TFloat32> w, Operand<TFloat32> b) {
    Operand<TFloat32> kernel = kernel(w, image.shape().get(3));
    Operand<TFloat32> value =
        tf().math.add(convolved(image, kernel), tf().reshape(b, tf().constant(new int[] {-1})));
    return tape.computed(
        value,
        slope -> {
          tape.add(w, slopeOfKernel(image, flat(slope)));
          tape.add(
              b, tf().reshape(tf().sum(slope, tf().constant(new int[] {0, 1, 2})), tf().shape(b)));
          tape.add(image, convolved(slope, kernel(turned(w), slope.shape().get(3))));
        });
  }

  private Operand<TFloat32> kernel(Operand<TFloat32> w, long channels) {
    return tf().reshape(w, tf().constant(new long[] {3, 3, channels, -1}));
  }

  private Operand<TFloat32> convolved(Operand<TFloat32> image, Operand<TFloat32> kernel) {
    return tf().nn.conv2d(image, kernel, List.of(1L, 1L, 1L, 1L), "SAME");
  }

  /** The kernel of the way back, {@code [1, 9·K, C]}. */
  private Operand<TFloat32> turned(Operand<TFloat32> w) {
    int places = ConvolutionalShape.KERNEL * ConvolutionalShape.KERNEL;
    long rows = w.shape().get(1);
    long columns = w.shape().get(2);
    Operand<TFloat32> byPlace =
        tf().reshape(w, tf().constant(new long[] {places, rows / places, columns}));
    Operand<TFloat32> reversed = tf().reverse(byPlace, tf().constant(new int[] {0}));
    return tf().reshape(
            tf().linalg.transpose(reversed, tf().constant(new int[] {0, 2, 1})),
            tf().constant(new long[] {1, places * columns, rows / places}));
  }

  /** The slope along a kernel, {@code [1, 9·C, K]}: a product for each of its places. */
  private Operand<TFloat32> slopeOfKernel(Operand<TFloat32> image, Operand<TFloat32> slope) {
    int side = ConvolutionalShape.KERNEL;
    int rim = side / 2;
    Operand<TFloat32> padded =
        tf().pad(
                image,
                tf().constant(new int[][] {{0, 0}, {rim, rim}, {rim, rim}, {0, 0}}),
                tf().constant(0f));
    int height = Math.toIntExact(image.shape().get(1));
    int width = Math.toIntExact(image.shape().get(2));
    List<Operand<TFloat32>> places = new ArrayList<>();
    for (int i = 0; i < side * side; i++) {
      Operand<TFloat32> seen =
          tf().slice(
                  padded,
                  tf().constant(new int[] {0, i / side, i % side, 0}),
                  tf().constant(new int[] {-1, height, width, -1}));
      places.add(product(flat(seen), slope, true, false));
    }
    return tf().concat(places, tf().constant(1));
  }

  /** {@code x·W + b} of each pixel by itself. */
  Operand<TFloat32> pointwise(Operand<TFloat32> image, Operand<TFloat32> w, Operand<TFloat32> b) {
    Operand<TFloat32> pixels = flat(image);
    Operand<TFloat32> value = asImage(affine(pixels, w, b), image);
    return tape.computed(
        value,
        slope -> {
          slopesOfMap(pixels, w, b, flat(slope));
          tape.add(image, asImage(product(flat(slope), w, false, true), image));
        });
  }

  private Operand<TFloat32> affine(Operand<TFloat32> x, Operand<TFloat32> w, Operand<TFloat32> b) {
    return tf().math.add(product(x, w, false, false), b);
  }

  private void slopesOfMap(
      Operand<TFloat32> x, Operand<TFloat32> w, Operand<TFloat32> b, Operand<TFloat32> slope) {
    tape.add(w, product(x, slope, true, false));
    tape.add(b, tf().sum(slope, tf().constant(1), Sum.keepDims(true)));
  }

  /** {@code x·W}, {@code [1, rows, K]}. */
  Operand<TFloat32> product(Operand<TFloat32> x, Operand<TFloat32> w) {
    return tape.computed(
        product(x, w, false, false),
        slope -> {
          tape.add(w, product(x, slope, true, false));
          tape.add(x, product(slope, w, false, true));
        });
  }

  /**
   * Adds the same to all pixels of an image.
   *
   * @param of each image, {@code [1, rows, C]}
   */
  Operand<TFloat32> toEachPixel(Operand<TFloat32> image, Operand<TFloat32> of) {
    long channels = image.shape().get(3);
    Operand<TFloat32> wide = tf().reshape(of, tf().constant(new long[] {-1, 1, 1, channels}));
    return tape.computed(
        tf().math.add(image, wide),
        slope -> {
          tape.add(image, slope);
          tape.add(
              of,
              tf().expandDims(tf().sum(slope, tf().constant(new int[] {1, 2})), tf().constant(0)));
        });
  }

  /** The sum of two images. */
  Operand<TFloat32> sum(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tape.computed(
        tf().math.add(a, b),
        slope -> {
          tape.add(a, slope);
          tape.add(b, slope);
        });
  }

  /** {@code φ}. */
  Operand<TFloat32> activate(Operand<TFloat32> x) {
    Activations.Unit unit = Activations.of(tf(), activation, x);
    return tape.computed(
        unit.value(), slope -> tape.add(x, tf().math.mul(slope, unit.derivative())));
  }

  /** Half as high and wide: the mean of each four pixels. */
  Operand<TFloat32> halved(Operand<TFloat32> image) {
    return tape.computed(
        tf().math.mean(byHalves(image), tf().constant(SAMPLES_BY_HALVES)),
        slope -> tape.add(image, tf().math.mul(repeated(slope), tf().constant(1f / 4))));
  }

  /** Twice as high and wide: each pixel four times. */
  Operand<TFloat32> doubled(Operand<TFloat32> image) {
    return tape.computed(
        repeated(image),
        slope -> tape.add(image, tf().sum(byHalves(slope), tf().constant(SAMPLES_BY_HALVES))));
  }

  /** {@code [rows, H/2, 2, W/2, 2, C]}. */
  private Operand<TFloat32> byHalves(Operand<TFloat32> image) {
    long[] s = image.shape().asArray();
    return tf().reshape(image, tf().constant(new long[] {-1, s[1] / 2, 2, s[2] / 2, 2, s[3]}));
  }

  private Operand<TFloat32> repeated(Operand<TFloat32> image) {
    long[] s = image.shape().asArray();
    Operand<TFloat32> apart =
        tf().reshape(image, tf().constant(new long[] {-1, s[1], 1, s[2], 1, s[3]}));
    Operand<TFloat32> fourTimes = tf().math.add(apart, tf().constant(new float[1][1][2][1][2][1]));
    return tf().reshape(fourTimes, tf().constant(new long[] {-1, 2 * s[1], 2 * s[2], s[3]}));
  }

  /** {@code [1, rows·H·W, C]}. */
  private Operand<TFloat32> flat(Operand<TFloat32> image) {
    return tf().reshape(image, tf().constant(new long[] {1, -1, image.shape().get(3)}));
  }

  private Operand<TFloat32> asImage(Operand<TFloat32> pixels, Operand<TFloat32> like) {
    return tf().reshape(
            pixels,
            tf().constant(
                    new long[] {
                      -1, like.shape().get(1), like.shape().get(2), pixels.shape().get(2)
                    }));
  }

  private Operand<TFloat32> product(
      Operand<TFloat32> a, Operand<TFloat32> b, boolean transposeA, boolean transposeB) {
    return GraphOps.product(tf(), a, b, transposeA, transposeB);
  }
}
