"""What is asked today, by ids, and where in the policies it is written.

In: a decision. Out: every question by the ids of the questions about records around it and its own, with the place where it is
written; what is written nowhere itself is a part of the first thing that it serves. Knows no receipt.
"""

from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field, frozen

from policyrules.core.outline import Site
from policyrules.core.program import Node
from policyrules.core.sites import Path, places
from policyrules.explain.book import BookDecision
from policyrules.explain.decision import Decision
from policyrules.receipts.answers import Ids, Named, named
from policyrules.receipts.making import program_of


@frozen(eq=False)
class Asked:
    """A question, where it is written, and the questions that it is made of.

    `site` is its own or, where it has none, that of `whole`, the question that it is a part of.
    """

    node: Node
    site: Site | None
    whole: Ids
    parts: tuple[Ids, ...]


def questions_of(decision: Decision | BookDecision) -> Mapping[Ids, Asked]:
    """Return every question of a decision."""
    finder = _Finder(dict(_sites(decision)))
    finder.collect(named(program_of(decision)), (), (), None)
    return finder.found


def _sites(decision: Decision | BookDecision) -> Iterator[tuple[Path, Site]]:
    if isinstance(decision, BookDecision):
        for part in decision.book.parts:
            for (first, *further), site in places(part.alone.outline).items():
                yield (part.places[first], *further), site
    else:
        yield from places(decision.outline).items()


_Whole = tuple[Site, Ids]


@define
class _Finder:
    sites: Mapping[Path, Site]
    found: dict[Ids, Asked] = field(factory=dict)

    def collect(self, questions: Sequence[Named], around: Path, ids: Ids, serves: _Whole | None) -> None:
        """Go through questions from the last to the first, so that what a question serves is known when it comes."""
        served: dict[int, _Whole | None] = {}
        for index in range(len(questions) - 1, -1, -1):
            question, own = questions[index], (*ids, questions[index].id)
            site = self.sites.get((*around, index))
            whole = served.get(index, serves) if site is None else (site, own)
            inside = tuple((*own, one.id) for one in question.inside)
            parts = (*((*ids, questions[argument].id) for argument in question.node.args), *inside)
            self.found[own] = Asked(question.node, whole and whole[0], whole[1] if whole else own, parts)
            self.collect(question.inside, (*around, index), own, whole)
            served.update(dict.fromkeys(question.node.rests_on, whole))
