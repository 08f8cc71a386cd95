package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class HashesTest {

  /** Networks that were made before a field was added still belong to their run. */
  @Test
  void fieldAddedToTheSchema_changesNoHashWhileItHasItsDefault() {
    var before = SchemaBuilder.record("Spec").fields().requiredInt("a").endRecord();
    var after =
        SchemaBuilder.record("Spec")
            .fields()
            .requiredInt("a")
            .name("bound")
            .type()
            .unionOf()
            .nullType()
            .and()
            .doubleType()
            .endUnion()
            .nullDefault()
            .name("list")
            .type()
            .array()
            .items()
            .longType()
            .arrayDefault(List.of())
            .name("count")
            .type()
            .intType()
            .intDefault(1)
            .endRecord();
    String hash = Hashes.of(new GenericRecordBuilder(before).set("a", 7).build());
    var added = new GenericRecordBuilder(after).set("a", 7);

    assertThat(Hashes.of(added.build())).isEqualTo(hash);
    assertThat(Hashes.of(added.set("list", List.of(2L)).build())).isNotEqualTo(hash);
    assertThat(Hashes.of(added.set("list", List.of()).set("bound", 2.0).build()))
        .isNotEqualTo(hash);
  }
}
