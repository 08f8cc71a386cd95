/** What a service tells those who run it: meters, whether it lives and whether it is ready. */
package io.scorestream.service.monitoring;
