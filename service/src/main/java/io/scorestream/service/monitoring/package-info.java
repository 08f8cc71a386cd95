/** What a service tells those who run it: meters, whether it lives and whether it is ready. */
@NullMarked
package io.scorestream.service.monitoring;

import org.jspecify.annotations.NullMarked;
