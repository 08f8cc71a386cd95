/** What an experiment says: numbers with what they should be, and curves to draw. */
package io.scorestream.experiments.result;
