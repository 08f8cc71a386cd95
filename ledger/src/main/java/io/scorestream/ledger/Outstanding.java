package io.scorestream.ledger;

/**
 * Tells what is lost from what may still come, or has been: it may come as long as a service says
 * that it is at work, and is missing where none does.
 *
 * @param maker the service that would make it
 * @param isWorking whether one says that it is at work
 * @param isCut whether a part of the topic cannot be read: its beginning is deleted, or its end
 *     lies behind an open transaction
 */
record Outstanding(LedgerDraft draft, String maker, boolean isWorking, boolean isCut) {

  /**
   * Names what is missing.
   *
   * @param name of what it is
   * @param problem what is not there
   */
  void missing(String name, String problem) {
    if (isCut) {
      draft.enterGone(name);
      draft.cannotProve(name + ": " + problem + ", and not all of the topic can be read");
    } else if (isWorking) {
      draft.cannotProve(
          name + ": " + problem + ", and " + maker + "s are at work: look again later");
    } else {
      draft.find(
          name,
          problem,
          "start %ss where none run, and look again: they go on where they ended. Where they wait for"
                  .formatted(maker)
              + " work, it is lost: see their logs and the dead letters");
    }
  }
}
