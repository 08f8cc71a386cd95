/** The command that gives each role its access. */
package io.scorestream.cli.access;
