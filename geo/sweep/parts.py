"""What has been read so far: the table of an earlier run, and parts of the new one in a folder beside it."""

import json
import secrets
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.base import atomic_write
from geo.base.root import ROOT
from geo.gazetteer import places
from geo.sweep import rows

_KEY = b"dateline"
#: Rows are gathered into groups of so many at least, as Parquet has it; an article is never in two.
_GROUP = 100_000


class SweepError(Exception):
    """A sweep that cannot begin or go on. The message is a sentence for the user."""


@cache
def version() -> str:
    """A digest of what decides how an article is read: the code, the libraries and the gazetteer."""
    digest = sha256()
    for file in (*sorted((ROOT / "geo").rglob("*.py")), ROOT / "requirements.txt", places.FILE):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def recipe(dates: str | None) -> dict[bytes, bytes]:
    """How articles are read, as the metadata of a table; `dates` is the pattern of a date in a path."""
    return {_KEY: json.dumps({"version": version(), "dates": dates}).encode()}


def part(found: list[rows.Row], dates: str | None) -> bytes:
    """Rows of whole articles as a Parquet file."""
    sink = pa.BufferOutputStream()
    pq.write_table(rows.table(found).replace_schema_metadata(recipe(dates)), sink, compression="zstd")
    return bytes(sink.getvalue())


class Parts:
    """The parts of the table `out`. What was read in another way, by another pattern or version, is left aside."""

    def __init__(self, out: Path, dates: str | None) -> None:
        """Raises `SweepError` where `out` is something else, and `OSError` where nothing can be written beside it."""
        self._out, self._recipe = out, recipe(dates)
        if out.is_dir() or (out.exists() and _KEY not in _metadata(out)):
            raise SweepError(f"{out} is no table of an earlier sweep; choose another name.")
        self._folder = out.with_name(f"{out.name}.parts")
        self._folder.mkdir(exist_ok=True)

    def known(self) -> dict[str, str]:
        """The digest of each file that was read, by its path."""
        found: dict[str, str] = {}
        for table in self._tables(["row", "file", "digest"]):
            articles = table.filter(pc.and_(pc.equal(table["row"], "article"), pc.is_valid(table["digest"])))
            found |= zip(articles["file"].to_pylist(), articles["digest"].to_pylist(), strict=True)
        return found

    def add(self, content: bytes) -> None:
        """Keep a part. Raises `SweepError` where it was made in another way."""
        if pq.read_schema(pa.BufferReader(content)).metadata != self._recipe:
            raise SweepError("A worker of the cluster has another version of Dateline, or of its gazetteer.")
        atomic_write.write(self._folder / f"{secrets.token_hex(8)}.parquet", content)

    def join(self, wanted: dict[str, str | None]) -> list[tuple[str, str]]:
        """Write the table of the `wanted` files, each with its digest; the files that could not be read, and why.

        Raises `SweepError`, and leaves all as it was, where one of them is missing.
        """
        wanted = dict(wanted)
        failures: list[tuple[str, str]] = []
        schema = rows.SCHEMA.with_metadata(self._recipe)
        with atomic_write.opened(self._out) as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
            group: list[pa.Table] = []
            for table in self._tables():
                group.append(_taken(table, wanted))
                failed = group[-1].filter(pc.is_valid(group[-1]["error"]))
                failures += zip(failed["file"].to_pylist(), failed["error"].to_pylist(), strict=True)
                if sum(each.num_rows for each in group) >= _GROUP:
                    writer.write_table(pa.concat_tables(group), _GROUP * 2)
                    group = []
            if group:
                writer.write_table(pa.concat_tables(group), _GROUP * 2)
            if wanted:
                raise SweepError(f"The parts with {len(wanted):,} of the articles are gone; start again.")
        for path in self._folder.glob("*.parquet"):
            path.unlink()
        self._folder.rmdir()
        return sorted(failures)

    def _tables(self, columns: list[str] | None = None) -> Iterator[pa.Table]:
        """What was read in the same way: tables of whole articles."""
        for path in (self._out, *sorted(self._folder.glob("*.parquet"))):
            if path.exists() and _metadata(path) == self._recipe:
                with pq.ParquetFile(path) as file:
                    for group in range(file.num_row_groups):
                        yield file.read_row_group(group, columns)


def _metadata(path: Path) -> dict[bytes, bytes]:
    """The metadata of a Parquet file; none where it is no such file."""
    try:
        return pq.read_schema(path).metadata or {}
    except pa.ArrowInvalid:
        return {}


def _taken(table: pa.Table, wanted: dict[str, str | None]) -> pa.Table:
    """The rows of the wanted files, which are wanted no more."""
    articles = table.filter(pc.equal(table["row"], "article"))
    found = zip(articles["file"].to_pylist(), articles["digest"].to_pylist(), strict=True)
    mine = [file for file, digest in found if wanted.get(file, "") == digest]
    for file in mine:
        wanted.pop(file, None)
    if len(mine) == articles.num_rows:
        return table
    return table.filter(pc.is_in(table["file"], pa.array(mine, pa.string())))
