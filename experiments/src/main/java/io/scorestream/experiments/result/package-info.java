/** What an experiment says: numbers with what they should be, and curves to draw. */
@NullMarked
package io.scorestream.experiments.result;

import org.jspecify.annotations.NullMarked;
