/** The meters that services keep of their own work, by names that are declared once. */
@NullMarked
package io.scorestream.service.metrics;

import org.jspecify.annotations.NullMarked;
