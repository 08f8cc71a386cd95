/**
 * Whether the stream is still what it was: every theorem assumes independent samples of one law.
 * Samples are scored by models that have not seen them, before they are trained on (Dawid, 1984,
 * the prequential principle), and the losses of a stream that does not change are alike.
 */
@NullMarked
package io.scorestream.trainer.drift;

import org.jspecify.annotations.NullMarked;
