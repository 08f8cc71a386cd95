/** What a table's columns are like, found out in one pass before any sample is given out. */
@NullMarked
package io.scorestream.ingest.profile;

import org.jspecify.annotations.NullMarked;
