/** Directories of a user. */
package io.scorestream.local.home;
