/** The whole pipeline in one process: broker, registry and the four services. */
package io.scorestream.quickstart;
