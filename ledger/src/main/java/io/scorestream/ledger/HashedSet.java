package io.scorestream.ledger;

import java.util.Arrays;

/**
 * A set of texts, of which it keeps 64 bits each: 8 to 24 bytes of memory for each text. That two
 * of n texts are taken for one has the probability n²/2⁶⁵, 3·10⁻⁸ for a million. Owned by one
 * thread.
 */
final class HashedSet {

  private static final long EMPTY = 0;

  private long[] slots = new long[1 << 10];
  private int size;

  /** Adds a text, and says whether it was not there. */
  boolean add(String text) {
    if (3 * (size + 1) > 2 * slots.length) {
      grow();
    }
    long hash = hash(text);
    int at = slotOf(hash);
    if (slots[at] == hash) {
      return false;
    }
    slots[at] = hash;
    size++;
    return true;
  }

  boolean contains(String text) {
    long hash = hash(text);
    return slots[slotOf(hash)] == hash;
  }

  /** Where the hash is, or would be. */
  private int slotOf(long hash) {
    int mask = slots.length - 1;
    int at = (int) (hash ^ (hash >>> 32)) & mask;
    while (slots[at] != EMPTY && slots[at] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] before = slots;
    slots = new long[Math.multiplyExact(2, before.length)];
    Arrays.stream(before).filter(hash -> hash != EMPTY).forEach(hash -> slots[slotOf(hash)] = hash);
  }

  private static long hash(String text) {
    long hash = Long.parseUnsignedLong(Digest.of(text).substring(0, 16), 16);
    return hash == EMPTY ? 1 : hash;
  }
}
