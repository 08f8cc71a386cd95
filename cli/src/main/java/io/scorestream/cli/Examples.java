package io.scorestream.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What people type: the first that {@code --help} shows. Pure functions of a command. */
final class Examples {

  private static final String SECTION = "examples";

  /** Of a group of commands the help shows so many. */
  private static final int OF_A_GROUP = 6;

  /** Of each command the most useful first, and of a group too. */
  private static final List<String> ALL =
      """
      quickstart --exit
      quickstart --data my.csv --until 4096 --exit
      quickstart --data digits.npy --image 16x16 --dir digits
      quickstart --run wide --hidden-widths 256,256 --learning-rate 0.001
      runs apply --law mixture
      runs apply --data my.csv --run my-run --until 65536
      runs apply my-run.yaml --dry-run
      runs list
      runs list --json
      runs show mixture-n50-s1
      runs milestone mixture-n50-s1
      runs pause mixture-n50-s1
      runs resume mixture-n50-s1
      runs extend mixture-n50-s1 --until 65536
      runs delete mixture-n50-s1
      runs delete mixture-n50-s1 --dry-run
      metrics tail --run mixture-n50-s1
      metrics tail --follow=false
      samples describe my.csv
      generate --run mixture-n50-s1 -n 1000 --out new.csv
      generate --run digits-n50-s1 --milestone best -n 100 --seed 7 --out digits.png
      generate --run mixture-n50-s1 -n 5 --format csv --out -
      checkpoints list
      checkpoints list --run mixture-n50-s1 --json
      checkpoints show mixture-n50-s1
      checkpoints show --run mixture-n50-s1 --milestone 1024
      checkpoints export --run mixture-n50-s1 --out model.npz
      checkpoints export --run mixture-n50-s1 --milestone 1024 --out model.safetensors
      checkpoints export --run mixture-n50-s1 --format savedmodel --out model/
      generations export --run mixture-n50-s1 --out generations.csv
      generations export --run digits-n50-s1 --milestone best --out digits.png
      generations export --run mixture-n50-s1 --out - --format csv | head
      metrics export --run mixture-n50-s1 --out metrics.csv
      metrics export --out metrics.parquet
      metrics export --out - --format jsonl | grep sliced_w2
      runs compare mixture-n50-s1 mixture-n50-s2
      runs compare mixture-n50-s1 mixture-n50-s2 --picture compared.png --json
      verify
      verify --run mixture-n50-s1 --json
      verify --against ledger.json
      verify --recompute 12
      doctor
      doctor --bootstrap-servers kafka:9092 --registry-url http://registry:8081
      topics apply --bootstrap-servers kafka:9092
      topics apply --partitions 12 --dry-run
      topics plan
      produce --law mixture --rate 1000
      produce --data my.csv --columns x,y,z
      produce --from-topic orders --columns price,pos.lat --dry-run
      produce --data growing.csv --follow
      train
      train --device cpu --http-port 9404
      sample
      evaluate
      evaluate --http-port 9404 --threads 4
      dashboard
      dashboard --bootstrap-servers kafka:9092 --registry-url http://registry:8081
      access plan
      access plan --json
      access apply --principal User:{role}
      access apply --from-topic orders,clicks
      reproduce figure1
      reproduce all --report report
      completion
      version
      version --json
      """
          .lines()
          .toList();

  private Examples() {}

  /** Gives every command its examples, and a group the first of each of its commands. */
  static void addTo(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    List<String> examples = of(command);
    usage.sectionMap().put(SECTION, help -> text(examples));
    usage.sectionKeys(
        Stream.concat(Stream.of(SECTION), usage.sectionKeys().stream()).distinct().toList());
    command.getSubcommands().values().forEach(Examples::addTo);
  }

  private static List<String> of(CommandLine command) {
    if (!command.getSubcommands().isEmpty()) {
      return command.getSubcommands().values().stream()
          .flatMap(below -> of(below).stream().limit(1))
          .limit(OF_A_GROUP)
          .toList();
    }
    String name = command.getCommandSpec().qualifiedName();
    return ALL.stream()
        .map(example -> "scorestream " + example)
        .filter(example -> (example + " ").startsWith(name + " "))
        .toList();
  }

  private static String text(List<String> examples) {
    return examples.stream()
        .map(example -> "  " + example)
        .collect(Collectors.joining("\n", "Examples:\n", "\n\n"))
        .replace("\n", System.lineSeparator());
  }
}
