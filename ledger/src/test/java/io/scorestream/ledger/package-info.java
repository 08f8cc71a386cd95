/** Tests of the ledger, on topics in memory. */
@NullMarked
package io.scorestream.ledger;

import org.jspecify.annotations.NullMarked;
