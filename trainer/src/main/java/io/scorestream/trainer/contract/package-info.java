/** What the trainer says of itself to those who run it: its role and its meters. */
@NullMarked
package io.scorestream.trainer.contract;

import org.jspecify.annotations.NullMarked;
