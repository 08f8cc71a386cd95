/** The Java side of comparisons with others. */
@NullMarked
package io.scorestream.bench;

import org.jspecify.annotations.NullMarked;
