/** What runs there are, how far they have come, and what is commanded of them. */
@NullMarked
package io.scorestream.steering;

import org.jspecify.annotations.NullMarked;
