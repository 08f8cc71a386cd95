/** Runs as a person describes, publishes, lists and ends them. */
package io.scorestream.control.runs;
