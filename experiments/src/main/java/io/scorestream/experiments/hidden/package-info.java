/**
 * A mode of little weight far away, as in figure 1 of Gupta, Parulekar, Price, Xun (NeurIPS 2024):
 * plain L2 cannot do without having seen it, the robust error can.
 */
@NullMarked
package io.scorestream.experiments.hidden;

import org.jspecify.annotations.NullMarked;
