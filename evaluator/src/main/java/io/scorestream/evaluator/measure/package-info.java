/** What an evaluation is: from a run and an event of it to metrics. */
package io.scorestream.evaluator.measure;
