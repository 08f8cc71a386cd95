package io.scorestream.evaluator.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.Constraint;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.util.Base64;
import java.util.Optional;

/**
 * An MLflow server, and what it is to know us by.
 *
 * @param url such as {@code http://localhost:5000}
 * @param authorization value of the header of that name; empty where it asks for none
 */
public record MlflowServer(String url, Optional<String> authorization) {

  /** The settings that say which. */
  public static final SettingGroup DECLARED = new SettingGroup();

  private static final Setting<Optional<String>> URL =
      DECLARED.add(
          Setting.of("mlflow.url", SettingType.TEXT)
              .where(
                  new Constraint<>(
                      text -> text.matches("https?://[^@\\s?#]+"),
                      "http://host:port without a user"))
              .optional(
                  "Address of an MLflow server that is given all metrics, those of trainers too."
                      + " Without it, none is."));

  private static final Setting<Optional<String>> USERNAME =
      DECLARED.add(
          Setting.of("mlflow.username", SettingType.TEXT)
              .where(new Constraint<>(text -> !text.contains(":"), "without a colon"))
              .importance(Importance.LOW)
              .optional("User of that server, where it asks for one."));

  private static final Setting<Optional<String>> PASSWORD =
      DECLARED.add(
          Setting.of("mlflow.password", SettingType.SECRET)
              .importance(Importance.LOW)
              .optional(
                  "The user's password; better in a file or a variable than among options, which"
                      + " others see."));

  private static final Setting<Optional<String>> TOKEN =
      DECLARED.add(
          Setting.of("mlflow.token", SettingType.SECRET)
              .importance(Importance.LOW)
              .optional("Token for that server, in the place of a user and a password."));

  /**
   * The server that the settings name; empty where none is to be told anything.
   *
   * @throws ScorestreamException when there is half of what a server knows us by, or twice
   */
  public static Optional<MlflowServer> of(Settings settings) {
    Optional<String> user = settings.get(USERNAME);
    Optional<String> password = settings.get(PASSWORD);
    Optional<String> token = settings.get(TOKEN);
    if (user.isPresent() != password.isPresent()) {
      throw wrong("only one of mlflow.username and mlflow.password is given", "give both, or none");
    }
    if (token.isPresent() && user.isPresent()) {
      throw wrong("both mlflow.token and mlflow.username are given", "leave out one");
    }
    Optional<String> authorization =
        token
            .map(given -> "Bearer " + given)
            .or(() -> user.map(name -> basic(name, password.orElseThrow())));
    if (authorization.isPresent() && settings.get(URL).isEmpty()) {
      throw wrong("a user or a token is given, but no MLflow server", "give mlflow.url too");
    }
    return settings.get(URL).map(url -> new MlflowServer(url, authorization));
  }

  private static String basic(String user, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  private static ScorestreamException wrong(String problem, String remedy) {
    return new ScorestreamException(Reason.USAGE, problem, remedy);
  }

  /** Nothing secret. */
  @Override
  public String toString() {
    return url;
  }
}
