"""No line is left out of the tree without an error: a policy never says less than its text."""

import random
import re
from pathlib import Path

import pytest

from policyrules.checking.lost import Lost
from policyrules.diagnostics import Severity
from policyrules.source import Source
from policyrules.syntax.parser import parse

POLICIES = sorted((Path(__file__).parents[1] / "conformance" / "cases").glob("*.pol"))
TOKEN = re.compile(r"\s+|[^\W\d]+|\d+|.", re.DOTALL)


def mutated(text: str, rng: random.Random) -> str:
    """Return a text with a few tokens deleted, doubled, replaced or swapped."""
    tokens = TOKEN.findall(text)
    for _ in range(rng.choice((1, 1, 2, 4))):
        at, other = rng.randrange(len(tokens)), rng.randrange(len(tokens))
        match rng.randrange(4):
            case 0:
                del tokens[at]
            case 1:
                tokens.insert(at, tokens[other])
            case 2:
                tokens[at] = tokens[other]
            case _:
                tokens[at], tokens[other] = tokens[other], tokens[at]
    return "".join(tokens)


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_what_cannot_be_read_is_always_an_error(path: Path) -> None:
    rng = random.Random(path.stem)
    for _ in range(60):
        source = Source(path.name, mutated(path.read_text(encoding="utf-8"), rng))
        tree, diagnostics = parse(source)
        if Lost(source, tree).lines:
            assert any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics), source.text
