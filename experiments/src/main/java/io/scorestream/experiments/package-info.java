/** The claims of the paper, each tried by computing it. */
@NullMarked
package io.scorestream.experiments;

import org.jspecify.annotations.NullMarked;
