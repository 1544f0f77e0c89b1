"""Each page under docs/codes/register holds a mapping, or a register, that cannot be used, and exactly what is said about it.

A mapping stands in a block `mapping`, a register in a block `csv`, or `hex` where it is no text; where both stand on a page,
the rows of the one are read by the other. Set UPDATE_GOLDEN=1 to rewrite what is said.
"""

import csv
import os
import re
from fractions import Fraction
from pathlib import Path

import pytest

from policyrules.columns import duck
from policyrules.columns.mapping import Held, Kind
from policyrules.columns.plain import facts_of
from policyrules.core.program import FactSpec, Program
from policyrules.diagnostics import Diagnostic, DiagnosticError
from policyrules.messages.register import MESSAGES
from policyrules.register.deciding import damaged
from policyrules.register.opening import named, open_register
from policyrules.register.reading import read_mapping
from policyrules.register.refusing import MatchError, diagnostic
from policyrules.rendering import render_all
from policyrules.source import Source
from policyrules.values.types import EnumType, Field, ListType, RecordType, Scalar, SeriesType
from tests.test_golden_checking import BLOCK, LANGUAGES
from tests.test_house import UNSHOWN

pytest.importorskip("duckdb")

PAGES = sorted((Path(__file__).parents[1] / "docs" / "codes" / "register").glob("*.md"))

PROGRAM = Program(
    (),
    (),
    (
        FactSpec("人数", Scalar.INTEGER, low=Fraction(0), high=Fraction(1000)),
        FactSpec("营收", SeriesType(Scalar.MONEY)),
        FactSpec("成立", Scalar.DATE),
        FactSpec("行业", EnumType("行业", ("住宿", "餐饮"))),
        FactSpec("获奖", ListType(RecordType("奖", (Field("名次", Scalar.INTEGER),)))),
    ),
    (),
    (),
)
COLUMNS: dict[str, Held] = dict.fromkeys(("编号", "人数", "营收2023", "成立", "行业"), Kind.TEXT)


def other(name: str) -> dict[str, Held]:
    raise MatchError([diagnostic("register-missing", name=name)])


def diagnostics(blocks: dict[str, str], folder: Path) -> tuple[Diagnostic, ...]:
    try:
        if "mapping" in blocks:
            mapping = read_mapping(Source("对应表.yaml", blocks["mapping"]), PROGRAM, COLUMNS, other)
            for row in csv.DictReader(blocks.get("csv", "").splitlines()):
                facts_of(PROGRAM, mapping.mapping, COLUMNS, row)
        else:
            data = bytes.fromhex(blocks["hex"]) if "hex" in blocks else blocks["csv"].encode()
            (folder / "名册.csv").write_bytes(data)
            with duck.packages()[0].connect() as connection:
                register = open_register(connection, "名册.csv", folder)
                named(PROGRAM, register)
                rows = connection.execute(f"FROM read_parquet('{register.files[0][0]}')").fetchall()
            return tuple(damaged(row[-1]) for row in rows if row[-1] is not None)
    except DiagnosticError as error:
        return error.diagnostics
    return ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_wrong_mapping_or_register_gives_exactly_this(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    blocks = {match[1]: match[2] for match in BLOCK.finditer(text)}
    found = diagnostics(blocks, Path())
    assert found
    written = {language: render_all(found, language) + "\n" for language in LANGUAGES}
    if os.environ.get("UPDATE_GOLDEN"):
        head = text[: match.start()] if (match := re.search(r"^```zh$", text, re.MULTILINE)) else text.rstrip() + "\n\n"
        page.write_text(head + "\n".join(f"```{name}\n{said}```\n" for name, said in written.items()), encoding="utf-8")
    else:
        assert {language: blocks[language] for language in LANGUAGES} == written


def test_there_is_a_page_for_everything_that_is_said_of_mappings_and_registers() -> None:
    pages = {page.stem for page in PAGES}
    assert {code for code in MESSAGES if code not in UNSHOWN} <= pages
