/** Tests of the commands that give things out. */
@NullMarked
package io.scorestream.cli.export;

import org.jspecify.annotations.NullMarked;
