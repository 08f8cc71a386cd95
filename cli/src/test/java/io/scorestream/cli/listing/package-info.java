/** Tests of what commands that list things share. */
@NullMarked
package io.scorestream.cli.listing;

import org.jspecify.annotations.NullMarked;
