"""What a page is made of, without saying how it is laid out.

Data only: `policyrules.explain.page` makes blocks of a decision, `policyrules.explain.render` writes them as text or Markdown.
Knows no decision.
"""

from attrs import frozen

from policyrules.explain.reasons import Reason


@frozen
class Heading:
    """`level` 1 is the page's own."""

    level: int
    text: str


@frozen
class Rows:
    """Things with a label each."""

    rows: tuple[tuple[str, str], ...]
    depth: int = 0


@frozen
class Table:
    """A header and its rows; the last column is the longest."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class ReasonList:
    """Reasons under a label."""

    label: str
    reasons: tuple[Reason, ...]


@frozen
class Paragraph:
    """A sentence on its own."""

    text: str


@frozen
class Listing:
    """A text whose lines stay as they are, and the word that says what it is written in."""

    text: str
    kind: str = "text"


Block = Heading | Rows | Table | ReasonList | Paragraph | Listing
