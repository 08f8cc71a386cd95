/** What limits a trained score: parts of an error, measured beside what they are. */
@NullMarked
package io.scorestream.experiments.parts;

import org.jspecify.annotations.NullMarked;
