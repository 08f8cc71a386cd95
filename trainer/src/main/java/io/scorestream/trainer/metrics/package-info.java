/** What a trainer's measurements have in common as events. */
package io.scorestream.trainer.metrics;
