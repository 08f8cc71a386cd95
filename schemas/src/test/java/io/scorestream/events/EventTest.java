package io.scorestream.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class EventTest {

  private static final String JSON = SampleBatch.getClassSchema().toString();

  @Test
  void event_thatIsBuilt_isTrusted() throws Exception {
    try (URLClassLoader fresh = freshProcess()) {
      Class<?> type = fresh.loadClass(RunCommand.class.getName());
      assertThat(type).isNotEqualTo(RunCommand.class);
      assertThatCode(() -> type.getMethod("newBuilder").invoke(null)).doesNotThrowAnyException();
    }
  }

  @Test
  void event_thatAvroFindsByItsNameAlone_isTrustedOnceItIsAskedFor() throws Exception {
    try (URLClassLoader fresh = freshProcess()) {
      assertThatThrownBy(() -> byName(fresh)).hasRootCauseInstanceOf(SecurityException.class);
      fresh.loadClass(Event.class.getName()).getMethod("trust").invoke(null);
      assertThat(byName(fresh).getClass().getName()).isEqualTo(SampleBatch.class.getName());
    }
  }

  @Test
  void nothingElse_isTrusted() {
    assertThat(new SampleBatch()).isInstanceOf(Event.class);
    assertThat(ClassSecurityValidator.getGlobal().isTrusted(SampleBatch.class)).isTrue();
    assertThat(ClassSecurityValidator.getGlobal().isTrusted(Path.class)).isFalse();
  }

  /** What Avro trusts belongs to its class loader: a fresh one stands for a fresh process. */
  private static URLClassLoader freshProcess() throws MalformedURLException {
    return new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
  }

  /** Lets Avro make an event of which it has only the schema. */
  private static Object byName(ClassLoader process) throws ReflectiveOperationException {
    Class<?> parserType = process.loadClass("org.apache.avro.Schema$Parser");
    Object schema =
        parserType
            .getMethod("parse", String.class)
            .invoke(parserType.getConstructor().newInstance(), JSON);
    Class<?> dataType = process.loadClass("org.apache.avro.specific.SpecificData");
    return dataType
        .getMethod("newRecord", Object.class, process.loadClass("org.apache.avro.Schema"))
        .invoke(dataType.getMethod("get").invoke(null), null, schema);
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
