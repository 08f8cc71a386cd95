/** Pages that are written from the code. */
@NullMarked
package io.scorestream.cli.reference;

import org.jspecify.annotations.NullMarked;
