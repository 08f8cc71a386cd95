package io.scorestream.cli;

import io.scorestream.cli.access.AccessCommand;
import io.scorestream.cli.doctor.DoctorCommand;
import io.scorestream.cli.export.CheckpointsCommand;
import io.scorestream.cli.export.GenerateCommand;
import io.scorestream.cli.export.GenerationsCommand;
import io.scorestream.cli.reproduce.ReproduceCommand;
import io.scorestream.cli.samples.ProduceCommand;
import io.scorestream.cli.samples.SamplesCommand;
import io.scorestream.cli.verify.VerifyCommand;
import io.scorestream.quickstart.QuickstartCommand;
import io.scorestream.service.command.CommandProcess;
import io.scorestream.service.command.SettingsCommand;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The {@code scorestream} command: one subcommand for each thing that a person or a container runs.
 */
@Command(
    name = "scorestream",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Trains diffusion score models online from a data set that grows in Kafka, and says how"
            + " good they are.",
    subcommands = Version.class)
public final class Scorestream {

  private Scorestream() {}

  /** Runs one subcommand; the process ends with its exit code. */
  public static void main(String[] args) {
    CommandProcess.run(() -> commandLine(System.getenv()), args);
  }

  /**
   * The whole command line.
   *
   * @param environment variables that settings may be given by
   */
  public static CommandLine commandLine(Map<String, String> environment) {
    Folders folders = new Folders(environment);
    CommandLine root = commands(folders.environment());
    folders.addTo(root);
    Examples.addTo(root);
    return SettingsCommand.configured(root)
        .setExecutionStrategy(folders.opened(new HelpWhenNone()));
  }

  private static CommandLine commands(Map<String, String> environment) {
    CommandLine root = new CommandLine(new Scorestream());
    root.addSubcommand(QuickstartCommand.commandLine(environment));
    root.addSubcommand(ProduceCommand.commandLine(environment));
    root.addSubcommand(io.scorestream.trainer.Main.command().commandLine(environment));
    root.addSubcommand(io.scorestream.sampler.Main.command().commandLine(environment));
    root.addSubcommand(io.scorestream.evaluator.Main.command().commandLine(environment));
    root.addSubcommand(io.scorestream.dashboard.Main.command().commandLine(environment));
    root.addSubcommand(RunsCommand.commandLine(environment));
    root.addSubcommand(SamplesCommand.commandLine(environment));
    root.addSubcommand(TopicsCommand.commandLine(environment));
    root.addSubcommand(AccessCommand.commandLine(environment));
    root.addSubcommand(MetricsCommand.commandLine(environment));
    root.addSubcommand(CheckpointsCommand.commandLine(environment));
    root.addSubcommand(GenerateCommand.commandLine(environment));
    root.addSubcommand(GenerationsCommand.commandLine(environment));
    root.addSubcommand(VerifyCommand.commandLine(environment));
    root.addSubcommand(DoctorCommand.commandLine(environment));
    root.addSubcommand(new ReproduceCommand(environment));
    root.addSubcommand(new CompletionCommand());
    return root;
  }

  /** Shows what there is when no subcommand is named. */
  private static final class HelpWhenNone extends CommandLine.RunLast {
    @Override
    public int execute(CommandLine.ParseResult parsed) {
      CommandLine.ParseResult last = parsed;
      while (last.hasSubcommand()) {
        last = last.subcommand();
      }
      CommandLine command = last.commandSpec().commandLine();
      boolean onlyGroups = !command.getSubcommands().isEmpty();
      if (onlyGroups && !last.isUsageHelpRequested() && !last.isVersionHelpRequested()) {
        command.usage(command.getErr());
        return CommandLine.ExitCode.USAGE;
      }
      return super.execute(parsed);
    }
  }
}
