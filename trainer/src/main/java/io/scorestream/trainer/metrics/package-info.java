/** What a trainer's measurements have in common as events. */
@NullMarked
package io.scorestream.trainer.metrics;

import org.jspecify.annotations.NullMarked;
