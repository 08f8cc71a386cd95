package io.scorestream.run.encoding;

/** What divides coordinates, so that networks are trained on numbers of about 1. */
public enum ScaleChoice {
  /** Each column by a scale of its own: columns of a table, which have units of their own. */
  COLUMNS,
  /** All by the same, so that distances keep their proportions: pixels, points of a space. */
  COMMON
}
