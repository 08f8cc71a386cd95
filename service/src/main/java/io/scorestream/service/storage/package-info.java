/** Folders that services keep files in. */
package io.scorestream.service.storage;
