/** The claims of the paper, each tried by computing it. */
package io.scorestream.experiments;
