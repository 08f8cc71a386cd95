package io.scorestream.trainer.cache;

/** What to do about a cache file whose bytes are not what was written. */
public enum DamagePolicy {
  /** Say so, and read again from Kafka what lies behind the damage. */
  REBUILD,
  /** End, so that somebody looks at the disk. */
  FAIL
}
