package io.scorestream.ledger;

/**
 * All samples of a source that were there.
 *
 * @param source id
 * @param samples how many, each counted once
 * @param hash SHA-256 of their bytes, in their order; empty where the first of them are deleted
 */
public record SourceTotal(String source, long samples, String hash) {}
