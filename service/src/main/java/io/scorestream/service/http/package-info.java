/** One small HTTP server per service; knows nothing of what is served. */
package io.scorestream.service.http;
