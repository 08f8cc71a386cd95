/**
 * A real Kafka broker in this process and a real schema registry as its child, without Docker.
 *
 * <p>{@link io.scorestream.embedded.EmbeddedStack} starts both at the same time; each can be
 * started alone too. Everything listens on 127.0.0.1 only, and keeps its data in a directory that a
 * later start opens again, also after {@code kill -9}.
 */
@NullMarked
package io.scorestream.embedded;

import org.jspecify.annotations.NullMarked;
