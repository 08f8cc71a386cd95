/** Which work is this process's: a consumer group shares it out among all of one service. */
@NullMarked
package io.scorestream.service.ownership;

import org.jspecify.annotations.NullMarked;
