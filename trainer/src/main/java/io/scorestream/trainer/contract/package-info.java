/** What the trainer says of itself to those who run it: its role and its meters. */
package io.scorestream.trainer.contract;
