/** What services that compute with networks share, and those that do not can do without. */
package io.scorestream.compute;
