/** The quickstart as its user starts it. */
@NullMarked
package io.scorestream.cli.quickstart;

import org.jspecify.annotations.NullMarked;
