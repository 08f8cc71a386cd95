/** Samples out of the records of a topic that others write. */
@NullMarked
package io.scorestream.producer.records;

import org.jspecify.annotations.NullMarked;
