"""Each page under docs/codes/checking holds a wrong policy and exactly what is said about it, in both languages.

A page has the policy in a block `pol`, the diagnostics in blocks `zh` and `en`, and in a block `mended` the lines that change:
`- old` lines, one after the other, and the `+ new` lines that take their place. The mended policy has nothing wrong. Set
UPDATE_GOLDEN=1 to rewrite the diagnostics.

Where other policies stand on the page (`tests/beside.py`), all are written to files and the first is read with those that it
uses; the changes then go through the files in the order of the page. Those policies name no documents, and that this is
said is left out.
"""

import os
import re
from itertools import groupby
from pathlib import Path

import pytest

from policyrules.checking.check import check
from policyrules.diagnostics import Diagnostic, Language
from policyrules.library import Library
from policyrules.messages import awards, checking, expressions, properties, tables
from policyrules.rendering import render_all
from policyrules.source import Source
from policyrules.syntax.parser import parse
from tests.beside import others, put
from tests.test_house import UNSHOWN

PAGES = sorted((Path(__file__).parents[1] / "docs" / "codes" / "checking").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def diagnostics(policy: str) -> tuple[Diagnostic, ...]:
    source = Source("样例.pol", policy)
    tree, mistakes = parse(source)
    return (*mistakes, *check(source, tree, None, is_part=bool(mistakes)).diagnostics)


def all_diagnostics(policy: str, beside: dict[str, str], folder: Path) -> tuple[Diagnostic, ...]:
    if not beside:
        return diagnostics(policy)
    put(folder, {"样例.pol": policy, **beside})
    found = Library().examine(Source("样例.pol", policy), folder, folder / "样例.pol").diagnostics
    return tuple(one for one in found if one.code != "source-missing")


def all_mended(policy: str, beside: dict[str, str], changes: str) -> tuple[str, dict[str, str]]:
    """Return the policies with the changes of a page made, one after the other."""
    first, *rest = mended("\0".join([policy, *beside.values()]), changes).split("\0")
    return first, dict(zip(beside, rest, strict=True))


def mended(policy: str, changes: str) -> str:
    """Return a text with the changes of a page made, one after the other."""
    groups = [(sign, [line[2:] for line in lines]) for sign, lines in groupby(changes.splitlines(), key=lambda line: line[:1])]
    done, rest = "", policy
    for (minus, old), (plus, new) in zip(groups[::2], groups[1::2], strict=True):
        assert (minus, plus) == ("-", "+")
        before, found, rest = rest.partition("".join(f"{line}\n" for line in old))
        assert found, old
        done += before + "".join(f"{line}\n" for line in new)
    return done + rest


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_wrong_policy_gives_exactly_these_diagnostics(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = {match[1]: match[2] for match in BLOCK.finditer(text)}
    found = all_diagnostics(blocks["pol"], others(text), tmp_path)
    assert found
    written = {language: render_all(found, language) + "\n" for language in LANGUAGES}
    if os.environ.get("UPDATE_GOLDEN"):
        for language, said in written.items():
            text = re.sub(rf"(?ms)^```{language}\n.*?^```$", lambda _, it=f"```{language}\n{said}```": it, text)  # type: ignore[misc]
        page.write_text(text, encoding="utf-8")
    else:
        assert {language: blocks[language] for language in LANGUAGES} == written


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_mended_policy_has_nothing_wrong(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = {match[1]: match[2] for match in BLOCK.finditer(text)}
    policy, beside = all_mended(blocks["pol"], others(text), blocks["mended"])
    assert all_diagnostics(policy, beside, tmp_path) == ()


def test_there_is_a_page_for_everything_that_checking_says() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    codes = {
        code
        for code in (*checking.MESSAGES, *expressions.MESSAGES, *tables.MESSAGES, *awards.MESSAGES, *properties.MESSAGES)
        if not re.match("label-|word-|type-(?!mis|unk)|item-(?!mis|twi)", code)
    }
    assert {code for code in codes - set(UNSHOWN) if f"[{code}]" not in text} == set()
