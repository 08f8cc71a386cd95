@NullMarked
package io.scorestream.recompute;

import org.jspecify.annotations.NullMarked;
