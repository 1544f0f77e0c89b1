"""Tables written to a file one after the other: Parquet or CSV, by how the name of the file ends.

In: the path of a file, the schema of the tables. Out: what takes one table after the other. The file is there when all is
written, and not before. Knows no policy.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from policyrules.columns.duck import arrow
from policyrules.files.replacing import beside
from policyrules.sampling.bits import BLOCK

#: The endings of the names of files that can be written, and whether their cells are texts.
ENDINGS = {".parquet": False, ".csv": True}


@contextmanager
def writing(path: Path, schema: Any) -> Iterator[Callable[[Any], None]]:
    """Give what writes tables to a file. Raises `OSError` where that cannot be done; what was at its place is there still."""
    with beside(path) as place, _open(path, place, schema) as writer:
        yield writer


@contextmanager
def _open(path: Path, place: Path, schema: Any) -> Iterator[Callable[[Any], None]]:
    pa = arrow()
    if ENDINGS[path.suffix.lower()]:
        with pa.csv.CSVWriter(str(place), schema) as writer:
            yield writer.write_table
    else:
        with pa.parquet.ParquetWriter(str(place), schema, compression="zstd") as writer:
            yield lambda table: writer.write_table(table, row_group_size=BLOCK)
