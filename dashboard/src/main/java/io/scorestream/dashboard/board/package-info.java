/** What there is to see, held in memory: folded from events, thinned, without Kafka. */
@NullMarked
package io.scorestream.dashboard.board;

import org.jspecify.annotations.NullMarked;
