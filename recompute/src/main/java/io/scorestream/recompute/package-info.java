/**
 * A part of what a deployment's topics hold, computed once more by what services compute with, and
 * compared bit by bit. It reads, and writes nothing but a copy of samples to a temporary folder.
 */
@NullMarked
package io.scorestream.recompute;

import org.jspecify.annotations.NullMarked;
