package io.scorestream.evaluator;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Lets all state stores of a process share one budget of memory outside the heap, however many
 * partitions and stores there are: by default each takes up to 98 MiB of its own. Index and filter
 * blocks count. On disk an open store takes what it has written, where by default 4 MiB are kept
 * free for the list of its files. Kafka Streams makes one of these for each store; the budget lives
 * as long as the process. Safe from any thread.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

  private static final long MEBIBYTE = 1024 * 1024;
  private static final long TOTAL_BYTES = 96 * MEBIBYTE;
  private static final long WRITE_BYTES = 48 * MEBIBYTE;

  private static final long MANIFEST_BYTES = 64 * 1024;

  /** A store's own buffer, before it is written to disk. */
  private static final long BUFFER_BYTES = 8 * MEBIBYTE;

  static {
    RocksDB.loadLibrary();
  }

  private static final Cache CACHE = new LRUCache(TOTAL_BYTES);
  private static final WriteBufferManager WRITES = new WriteBufferManager(WRITE_BYTES, CACHE);

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(WRITES);
    options.setWriteBufferSize(BUFFER_BYTES);
    options.setMaxWriteBufferNumber(2);
    options.setManifestPreallocationSize(MANIFEST_BYTES);
  }

  @Override
  public void close(String store, Options options) {
    // Cache and write buffers are shared by the stores that remain.
  }
}
