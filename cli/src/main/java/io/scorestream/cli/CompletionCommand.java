package io.scorestream.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what lets a shell complete commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script that lets bash or zsh complete commands and options.",
      "Put this into ~/.bashrc or ~/.zshrc: source <(scorestream completion)"
    })
final class CompletionCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    CommandSpec root = command.root();
    command.commandLine().getOut().print(AutoComplete.bash(root.name(), root.commandLine()));
    command.commandLine().getOut().flush();
    return 0;
  }
}
