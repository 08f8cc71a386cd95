/** Faults that happen to trainers and to what they need, and what is committed after. */
@NullMarked
package io.scorestream.trainer.chaos;

import org.jspecify.annotations.NullMarked;
