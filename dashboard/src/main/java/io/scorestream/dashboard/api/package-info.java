/** The page's HTTP API: from a request to JSON, over the board. */
@NullMarked
package io.scorestream.dashboard.api;

import org.jspecify.annotations.NullMarked;
