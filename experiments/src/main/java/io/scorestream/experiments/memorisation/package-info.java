/** When training begins to learn its samples by heart, by gradient flow that is exact. */
@NullMarked
package io.scorestream.experiments.memorisation;

import org.jspecify.annotations.NullMarked;
