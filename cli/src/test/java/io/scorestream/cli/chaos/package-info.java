/** A deployment whose services are killed while data comes. */
@NullMarked
package io.scorestream.cli.chaos;

import org.jspecify.annotations.NullMarked;
