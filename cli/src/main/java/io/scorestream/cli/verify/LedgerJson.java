package io.scorestream.cli.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.scorestream.ledger.Finding;
import io.scorestream.ledger.Ledger;
import io.scorestream.ledger.SourceTotal;
import io.scorestream.recompute.Outcome;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A ledger as {@code verify --json} writes it and {@code --against} takes it. */
final class LedgerJson {

  private static final JsonMapper JSON = new JsonMapper();

  private LedgerJson() {}

  /** The fields of one JSON object. */
  static Map<String, Object> fields(Ledger ledger) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("root", ledger.root());
    fields.put("found", ledger.found());
    fields.put("findings", findings(ledger.findings()));
    fields.put("unproven", ledger.unproven());
    fields.put("notices", ledger.notices());
    fields.put("sources", ledger.sources().stream().map(LedgerJson::fields).toList());
    fields.put("gone", ledger.gone());
    fields.put("entries", ledger.entries());
    return fields;
  }

  /** As a list of objects. */
  static List<Map<String, String>> findings(List<Finding> findings) {
    return findings.stream()
        .map(
            it -> {
              Map<String, String> fields = new LinkedHashMap<>();
              fields.put("place", it.place());
              fields.put("problem", it.problem());
              fields.put("remedy", it.remedy());
              return fields;
            })
        .toList();
  }

  /** As a list of objects, one for each pick. */
  static List<Map<String, Object>> outcomes(List<Outcome> outcomes) {
    return outcomes.stream().map(LedgerJson::fields).toList();
  }

  private static Map<String, Object> fields(Outcome outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("pick", outcome.pick());
    if (outcome instanceof Outcome.Same same) {
      fields.put("result", "same");
      fields.put("what", same.what());
    } else if (outcome instanceof Outcome.Unproven unproven) {
      fields.put("result", "unproven");
      fields.put("why", unproven.why());
    } else if (outcome instanceof Outcome.Different different) {
      fields.put("result", "different");
      fields.putAll(findings(List.of(different.finding())).get(0));
    }
    return fields;
  }

  private static Map<String, Object> fields(SourceTotal total) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("source", total.source());
    fields.put("samples", total.samples());
    fields.put("hash", total.hash());
    return fields;
  }

  /**
   * Reads a ledger; what was found then is left in the file.
   *
   * @throws ScorestreamException with {@link Reason#NO_INPUT} when the file cannot be read, with
   *     {@link Reason#BAD_DATA} when it holds no ledger
   */
  static Ledger read(Path file) {
    try {
      return read(file, JSON.readTree(Files.readString(file)));
    } catch (JsonProcessingException e) {
      throw noLedger(file, e.getOriginalMessage(), e);
    } catch (NoSuchFileException e) {
      throw new ScorestreamException(
          Reason.NO_INPUT,
          "file " + file + " is not there",
          "write one first: scorestream verify --json > " + file,
          e);
    } catch (IOException e) {
      throw new ScorestreamException(
          Reason.NO_INPUT,
          "file " + file + " cannot be read: " + e.getMessage(),
          "give the path of what 'scorestream verify --json' has written",
          e);
    }
  }

  private static Ledger read(Path file, JsonNode json) {
    for (String part : List.of("root", "entries", "gone", "sources")) {
      if (!json.has(part)) {
        throw noLedger(file, "it has no '" + part + "'", null);
      }
    }
    TreeMap<String, String> entries = new TreeMap<>();
    json.get("entries")
        .properties()
        .forEach(it -> entries.put(it.getKey(), it.getValue().asText()));
    TreeSet<String> gone = new TreeSet<>();
    json.get("gone").forEach(name -> gone.add(name.asText()));
    List<SourceTotal> sources = new ArrayList<>();
    json.get("sources")
        .forEach(
            it ->
                sources.add(
                    new SourceTotal(
                        it.path("source").asText(),
                        it.path("samples").asLong(),
                        it.path("hash").asText())));
    Ledger ledger = new Ledger(entries, gone, sources, List.of(), 0, List.of(), List.of());
    if (!ledger.root().equals(json.get("root").asText())) {
      throw noLedger(file, "its entries do not come to its root", null);
    }
    return ledger;
  }

  private static ScorestreamException noLedger(Path file, String why, @Nullable Exception cause) {
    return new ScorestreamException(
        Reason.BAD_DATA,
        "file " + file + " is no ledger: " + why,
        "give one that 'scorestream verify --json' has written, unchanged",
        cause);
  }
}
