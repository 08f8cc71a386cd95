package io.scorestream.quickstart;

import io.scorestream.run.encoding.ScaleChoice;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the person who starts a quickstart chose; {@code null} where nothing was said.
 *
 * @param law known law
 * @param data file with samples
 * @param columns its columns
 * @param scale what divides them
 * @param dir where everything is kept
 * @param until largest milestone
 * @param timesteps N
 * @param seed of everything random
 * @param report where the report goes
 * @param exit whether to end after the largest milestone
 * @param port Kafka's port
 * @param quiet whether to print only the last lines
 */
record QuickstartOptions(
    @Nullable String law,
    @Nullable String data,
    @Nullable String columns,
    ScaleChoice scale,
    @Nullable Path dir,
    @Nullable Long until,
    int timesteps,
    long seed,
    @Nullable Path report,
    boolean exit,
    @Nullable Integer port,
    boolean quiet) {}
