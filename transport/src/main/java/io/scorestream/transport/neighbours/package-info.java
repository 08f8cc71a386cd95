/** What the nearest neighbours of points say of two sets: where one is and the other is not. */
@NullMarked
package io.scorestream.transport.neighbours;

import org.jspecify.annotations.NullMarked;
