/**
 * The decoy of lemma 4.2: a score that data cannot tell from the true one, and that is far from it
 * in L2.
 */
@NullMarked
package io.scorestream.experiments.decoy;

import org.jspecify.annotations.NullMarked;
