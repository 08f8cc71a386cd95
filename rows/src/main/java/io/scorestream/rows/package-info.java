/**
 * Rows of numbers: what samples, points and scores are between modules, and what is quick on many.
 */
@NullMarked
package io.scorestream.rows;

import org.jspecify.annotations.NullMarked;
