/** Learning a location: rates and how they depend on the time. */
@NullMarked
package io.scorestream.experiments.location;

import org.jspecify.annotations.NullMarked;
