/** Clients of Kafka, events in the wire format of the registry, and records that cannot be read. */
@NullMarked
package io.scorestream.service.kafka;

import org.jspecify.annotations.NullMarked;
