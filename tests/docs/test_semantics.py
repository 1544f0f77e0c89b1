"""The page of the rules has every operator, every question about records, and every cause; what it links is there."""

import re

import pytest

from policyrules.core.program import CauseKind, Op, Quantifier
from tests.docs.samples import DOCS

PAGE = (DOCS / "semantics.md").read_text(encoding="utf-8")


def column(heading: str, number: int) -> set[str]:
    """Return what stands in backticks in a column of the table that begins with a heading."""
    _, _, rest = PAGE.partition(f"\n| {heading} |")
    table = rest.partition("\n\n")[0].splitlines()[1:]
    cells = [line.strip("|").split(" | ")[number] for line in table if line.startswith("| ")]
    assert cells, heading
    return {word for cell in cells for word in re.findall("`([^`]+)`", cell)}


def test_every_operator_and_every_question_about_records_has_a_rule() -> None:
    assert column("question", 1) == {str(one) for one in (*Op, *Quantifier)}


def test_every_cause_is_told() -> None:
    assert column("cause", 0) == {str(kind) for kind in CauseKind}


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#\s]+)\)", PAGE))
def test_every_link_leads_somewhere(link: str) -> None:
    assert (DOCS / link).exists()
