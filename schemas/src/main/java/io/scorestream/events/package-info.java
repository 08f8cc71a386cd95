/**
 * What flows on topics. Classes are generated from {@code src/main/avro}; a field that a schema
 * lets be null is {@link io.scorestream.events.Nullable} in them.
 */
@NullMarked
package io.scorestream.events;

import org.jspecify.annotations.NullMarked;
