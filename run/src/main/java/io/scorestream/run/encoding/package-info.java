/** Between what a sample's columns say and the coordinates that networks are trained in. */
@NullMarked
package io.scorestream.run.encoding;

import org.jspecify.annotations.NullMarked;
