/** Runs as a person describes, publishes, lists and ends them. */
@NullMarked
package io.scorestream.control.runs;

import org.jspecify.annotations.NullMarked;
