package io.scorestream.run.network;

import java.util.ArrayList;
import java.util.List;

/**
 * A small U-Net (Ronneberger, Fischer, Brox 2015) of residual blocks, as Ho et al. 2020 have it for
 * denoising: convolutions of 3 by 3 at three resolutions, each half of the one before, first down
 * and then up again, where what there was on the way down is added. It answers for several
 * timesteps.
 *
 * <p>With {@code x} the array of pixels that {@link PixelLayout} makes of a point, {@code ∗} a
 * convolution, and {@code e = φ([f(t);c;1]·T)} of the {@link TimeFeatures} and of what is held of
 * the point, {@code c}, a block makes {@code h + W_2 ∗ φ(W_1 ∗ φ(h) + b_1 + e·T_b) + b_2} of {@code
 * h}. {@code W_2} and the last convolution begin at 0, so that {@code F = 0} at first.
 *
 * <p>It is a fully connected network of {@link #depth()} layers, many of whose weights are equal or
 * 0. What the covering arguments of Gupta et al. count are the {@link #parameters()} that are free.
 *
 * @param dimension numbers in a point, {@code d}, at least 1
 * @param held how many of them, the last ones, are on no pixel, but told to every block; below d
 * @param grid the array that it sees
 * @param channels of the finest resolution, at least 1; the others have twice as many
 * @param blocks in a stage, at least 1
 * @param activation {@code φ}
 */
public record ConvolutionalShape(
    int dimension, int held, PixelGrid grid, int channels, int blocks, Activation activation)
    implements NetworkShape {

  /** Weights of a convolution along each of two sides. */
  public static final int KERNEL = 3;

  /** Units that the time is turned into, for each channel of the finest resolution. */
  private static final int TIME_UNITS = 4;

  private static final int STAGES = 5;

  /** Checks the ranges; throws {@link IllegalArgumentException} with the setting at fault. */
  public ConvolutionalShape {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension is " + dimension + "; give at least 1");
    }
    if (held < 0 || held >= dimension) {
      throw new IllegalArgumentException(
          "%s of %s numbers are on no pixel; leave at least one".formatted(held, dimension));
    }
    if (channels < 1 || blocks < 1) {
      throw new IllegalArgumentException(
          "%s channels and %s blocks of a convolutional network; give at least 1 of each"
              .formatted(channels, blocks));
    }
  }

  /**
   * Blocks at one resolution.
   *
   * @param name of the stage, {@code down1}, {@code down2}, {@code middle}, {@code up2}, {@code
   *     up1}
   * @param channels of each block
   */
  public record Stage(String name, int channels) {

    /** Names of a block's tensors, in their order. */
    public List<String> tensorsOf(int block) {
      String prefix = name + "_" + block + "_";
      return List.of(prefix + "W1", prefix + "b1", prefix + "time", prefix + "W2", prefix + "b2");
    }
  }

  /** The stages in the order in which they are gone through. */
  public List<Stage> stages() {
    return List.of(
        new Stage("down1", channels),
        new Stage("down2", 2 * channels),
        new Stage("middle", 2 * channels),
        new Stage("up2", 2 * channels),
        new Stage("up1", channels));
  }

  @Override
  public boolean seesTime() {
    return true;
  }

  @Override
  public int depth() {
    return 2 * STAGES * blocks + 5;
  }

  /**
   * In this order: {@code time [F+held+1, E]}, whose last row is its bias; {@code in_W [9·C, c]}
   * and {@code in_b [1, c]}; of each block of each stage {@code W1 [9·c, c]}, {@code b1 [1, c]},
   * {@code time [E, c]}, {@code W2 [9·c, c]} and {@code b2 [1, c]}; what leads from one resolution
   * to the next, {@code to2_W [c, 2c]}, {@code to3_W [2c, 2c]}, {@code from2_W [2c, c]}, each with
   * its bias {@code b}; {@code out_W [9·c, C]} and {@code out_b [1, C]}. The rows of a convolution
   * are those of the 3 by 3 places, row by row, each with its channels.
   */
  @Override
  public List<WeightTensor> tensors() {
    int units = TIME_UNITS * channels;
    List<WeightTensor> tensors = new ArrayList<>();
    tensors.add(new WeightTensor("time", TimeFeatures.COUNT + held + 1, units, true));
    addMap(tensors, "in", KERNEL * KERNEL * grid.channels(), channels, true);
    for (Stage stage : stages()) {
      for (int block = 1; block <= blocks; block++) {
        addBlock(tensors, stage.tensorsOf(block), stage.channels(), units);
      }
    }
    addMap(tensors, "to2", channels, 2 * channels, true);
    addMap(tensors, "to3", 2 * channels, 2 * channels, true);
    addMap(tensors, "from2", 2 * channels, channels, true);
    addMap(tensors, "out", KERNEL * KERNEL * channels, grid.channels(), false);
    return List.copyOf(tensors);
  }

  private static void addMap(
      List<WeightTensor> tensors, String name, int rows, int columns, boolean drawn) {
    tensors.add(new WeightTensor(name + "_W", rows, columns, drawn));
    tensors.add(new WeightTensor(name + "_b", 1, columns, false));
  }

  private static void addBlock(
      List<WeightTensor> tensors, List<String> names, int channels, int units) {
    int rows = KERNEL * KERNEL * channels;
    tensors.add(new WeightTensor(names.get(0), rows, channels, true));
    tensors.add(new WeightTensor(names.get(1), 1, channels, false));
    tensors.add(new WeightTensor(names.get(2), units, channels, true));
    tensors.add(new WeightTensor(names.get(3), rows, channels, false));
    tensors.add(new WeightTensor(names.get(4), 1, channels, false));
  }
}
