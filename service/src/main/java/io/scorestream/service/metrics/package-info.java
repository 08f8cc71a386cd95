/** The meters that services keep of their own work, by names that are declared once. */
package io.scorestream.service.metrics;
