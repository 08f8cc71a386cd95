/** Folders that services keep files in. */
@NullMarked
package io.scorestream.service.storage;

import org.jspecify.annotations.NullMarked;
