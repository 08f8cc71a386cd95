/** What services publish, as it comes. */
package io.scorestream.control.watch;
