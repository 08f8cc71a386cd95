/** What an evaluation is: from a run and an event of it to metrics. */
@NullMarked
package io.scorestream.evaluator.measure;

import org.jspecify.annotations.NullMarked;
