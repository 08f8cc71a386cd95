/** Commands that let people take away what runs have made. */
@NullMarked
package io.scorestream.cli.export;

import org.jspecify.annotations.NullMarked;
