/** Rows of numbers: what samples, points and scores are between modules. */
package io.scorestream.rows;
