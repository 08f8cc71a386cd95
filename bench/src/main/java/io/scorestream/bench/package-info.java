/** The Java side of comparisons with others. */
package io.scorestream.bench;
