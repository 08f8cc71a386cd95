/** Topics made, compared with the catalogue, and waited for. */
@NullMarked
package io.scorestream.service.topics;

import org.jspecify.annotations.NullMarked;
