package io.scorestream.service.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void wrapped_ofLinesThatFit_isTheSame() {
    String text = "scorestream: run r is there\n  -> use another id";
    assertThat(Words.wrapped(text, 27)).isEqualTo(text);
  }

  @Test
  void wrapped_breaksBetweenWords_andGoesOnBelowTheBeginning() {
    assertThat(Words.wrapped("scorestream: the first of these\n  -> give more of them", 14))
        .isEqualTo(
            """
            scorestream:
            the first of
            these
              -> give more
                 of them""");
    assertThat(Words.wrapped("note: one two three", 13)).isEqualTo("note: one two\n      three");
  }

  @Test
  void wrapped_breaksNeitherPathsNorCommands() {
    assertThat(
            Words.wrapped(
                "file /data/a-very-long-name.csv; ask 'scorestream runs list' for it", 20))
        .isEqualTo(
            """
            file
            /data/a-very-long-name.csv;
            ask
            'scorestream runs list'
            for it""");
  }

  /**
   * An apostrophe in a word is none around one: the text up to the next would stay in one piece.
   */
  @Test
  void wrapped_takesNoWordsApostropheForAQuote() {
    assertThat(Words.wrapped("a run's shape and a law's are one", 12))
        .isEqualTo("a run's\nshape and a\nlaw's are\none");
  }
}
