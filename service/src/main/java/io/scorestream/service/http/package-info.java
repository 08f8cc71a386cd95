/** One small HTTP server per service; knows nothing of what is served. */
@NullMarked
package io.scorestream.service.http;

import org.jspecify.annotations.NullMarked;
