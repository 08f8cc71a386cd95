"""Writes this folder's files, with pyarrow 25.0.1: python3 write.py"""
import datetime as dt
from decimal import Decimal
import pyarrow as pa
import pyarrow.parquet as pq

utc = dt.timezone.utc
day = dt.date(1970, 1, 11)
noon = dt.datetime(1970, 1, 2, 12, 0, 0, 500000)
types = pa.table({
    "truth": pa.array([True, False, None]),
    "int8": pa.array([-1, 2, None], pa.int8()),
    "uint8": pa.array([255, 2, None], pa.uint8()),
    "uint32": pa.array([2**32 - 1, 2, None], pa.uint32()),
    "int64": pa.array([-2**40, 2, None], pa.int64()),
    "uint64": pa.array([2**64 - 2**12, 2, None], pa.uint64()),
    "half": pa.array([-0.5, 2, None], pa.float16()),
    "float": pa.array([0.25, 2, None], pa.float32()),
    "double": pa.array([0.1, float("nan"), None], pa.float64()),
    "decimal": pa.array([Decimal("-12.50"), Decimal("2.00"), None], pa.decimal128(9, 2)),
    "wide": pa.array([Decimal("12345678901234567890.125"), Decimal("2.000"), None], pa.decimal128(30, 3)),
    "day": pa.array([day, day, None], pa.date32()),
    "time": pa.array([dt.time(0, 1, 0, 250000), dt.time(0), None], pa.time64("us")),
    "local": pa.array([noon, noon, None], pa.timestamp("ms")),
    "utc": pa.array([noon.replace(tzinfo=utc)] * 2 + [None], pa.timestamp("ns", "UTC")),
    "word": pa.array([" café", "NA", None], pa.string()),
    "label": pa.array(["b", "a", None]).dictionary_encode(),
})
pq.write_table(types, "types.parquet")
pq.write_table(types.select(["utc", "word"]), "int96.parquet", use_deprecated_int96_timestamps=True)

n = 1000
rows = pa.table({
    "x": pa.array([None if i % 7 == 3 else i / 8 for i in range(n)], pa.float64()),
    "k": pa.array([i % 5 for i in range(n)], pa.int32()),
    "colour": pa.array([None if i % 11 == 5 else ["red", "green", "blue"][i % 3] for i in range(n)]),
})
for codec in ["none", "snappy", "gzip", "zstd", "lz4", "brotli"]:
    pq.write_table(rows, codec + ".parquet", compression=codec, row_group_size=300,
                   data_page_size=512, write_page_checksum=True)
pq.write_table(rows, "v2.parquet", row_group_size=300, data_page_version="2.0", use_dictionary=["colour"],
               column_encoding={"x": "BYTE_STREAM_SPLIT", "k": "DELTA_BINARY_PACKED"})

pq.write_table(pa.table({
    "x": [1.0, 2.0],
    "tags": [["a"], []],
    "pos": [{"lat": 1.0}, {"lat": 2.0}],
    "map": pa.array([[("a", 1)], []], pa.map_(pa.string(), pa.int32())),
    "blob": [b"\x00", b"\x01"],
}), "nested.parquet")
