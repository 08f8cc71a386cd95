/** Dashboards, alerts and meters beside what services emit. */
@NullMarked
package io.scorestream.cli.monitoring;

import org.jspecify.annotations.NullMarked;
