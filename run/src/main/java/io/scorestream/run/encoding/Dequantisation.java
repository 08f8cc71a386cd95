package io.scorestream.run.encoding;

import io.scorestream.diffusion.process.Seeds;
import java.util.random.RandomGenerator;

/** Where the noise on whole numbers comes from while networks are trained. */
public final class Dequantisation {

  /** Keeps these draws apart from all others of the same seed; the letters of "dequant". */
  private static final long PURPOSE = 0x64657175616E74L;

  private Dequantisation() {}

  /** New noise for each batch of a training. */
  public static RandomGenerator ofBatches(long seed) {
    return Seeds.generator(seed, PURPOSE);
  }

  /** Always the same noise, for samples whose losses are compared. */
  public static RandomGenerator fixed(long seed) {
    return Seeds.generator(seed, PURPOSE, 1);
  }
}
