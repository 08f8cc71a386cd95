/** Reads the topics and folds what they say into the board. */
@NullMarked
package io.scorestream.dashboard.feed;

import org.jspecify.annotations.NullMarked;
