/**
 * The ledger of a deployment: what its topics hold, whether it is all there and each once, and a
 * hash of what does not depend on chance. It reads, and trusts nothing that services say.
 */
@NullMarked
package io.scorestream.ledger;

import org.jspecify.annotations.NullMarked;
