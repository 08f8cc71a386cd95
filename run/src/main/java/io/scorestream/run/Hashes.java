package io.scorestream.run;

import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.RunSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 fingerprints, in hexadecimal, that tie a checkpoint to its content and its run. */
public final class Hashes {

  private Hashes() {}

  /**
   * Of a specification, by its single-object encoding. The last milestone does not count: a run may
   * be told to go further, and its models stay what they are.
   */
  public static String of(RunSpec spec) {
    MilestoneSpec open = MilestoneSpec.newBuilder(spec.getMilestones()).setLast(null).build();
    try {
      return of(RunSpec.newBuilder(spec).setMilestones(open).build().toByteBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of what remains in the buffers, one after the other; their positions stay. */
  public static String of(ByteBuffer... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ByteBuffer part : parts) {
        digest.update(part.duplicate());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
