/** The whole pipeline in one process: broker, registry and the four services. */
@NullMarked
package io.scorestream.quickstart;

import org.jspecify.annotations.NullMarked;
