/**
 * A run's specification as domain objects, and events to and from them. Pure functions: nothing
 * here talks to Kafka.
 */
@NullMarked
package io.scorestream.run;

import org.jspecify.annotations.NullMarked;
