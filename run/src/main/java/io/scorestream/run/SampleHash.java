package io.scorestream.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * The identities of a source's samples as 64 bits each that look random: the same for all who ask,
 * whenever they ask. For one thread, so that no sample costs an array.
 */
final class SampleHash {

  private final byte[] identity;
  private final ByteBuffer buffer;
  private final int sequenceAt;

  /**
   * @param salts other ones give hashes that have nothing to do with these
   */
  SampleHash(String source, long... salts) {
    byte[] name = source.getBytes(StandardCharsets.UTF_8);
    identity = new byte[name.length + (1 + salts.length) * Long.BYTES];
    buffer = ByteBuffer.wrap(identity);
    sequenceAt = name.length;
    buffer.put(name).putLong(0);
    for (long salt : salts) {
      buffer.putLong(salt);
    }
  }

  /** The hash of a sample, uniform over all longs. */
  long of(long sequence) {
    buffer.putLong(sequenceAt, sequence);
    return MurmurHash3.hash128x64(identity)[0];
  }
}
