/** Trainers that are killed, and what is committed after. */
@NullMarked
package io.scorestream.trainer.chaos;

import org.jspecify.annotations.NullMarked;
