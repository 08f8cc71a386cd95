package io.scorestream.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/** A sample's identity as 64 bits that look random: the same for all who ask, whenever they ask. */
final class SampleHash {

  private SampleHash() {}

  /**
   * The hash, uniform over all longs.
   *
   * @param salts other ones give a hash that has nothing to do with this one
   */
  static long of(String source, long sequence, long... salts) {
    byte[] name = source.getBytes(StandardCharsets.UTF_8);
    ByteBuffer identity =
        ByteBuffer.allocate(name.length + (1 + salts.length) * Long.BYTES)
            .put(name)
            .putLong(sequence);
    for (long salt : salts) {
      identity.putLong(salt);
    }
    return MurmurHash3.hash128x64(identity.array())[0];
  }
}
