/** Rows of numbers: what samples, points and scores are between modules. */
@NullMarked
package io.scorestream.rows;

import org.jspecify.annotations.NullMarked;
