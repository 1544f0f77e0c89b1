"""The answers of a decision as a receipt keeps them, by the ids of their questions.

In: a program and its answers. Out: plain data with the answer of every question in its canonical form and, for a question about
the records of a list, those that were asked of each record. Knows no policy and no words.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from attrs import field, frozen

from policyrules.core.case import Answers
from policyrules.core.ids import node_ids
from policyrules.core.program import Node, Program
from policyrules.values.canonical import SHORT, canonical, digest

#: The answers of so many records of a list are kept; of each further one, a digest.
RECORDS = 100

#: An answer, or an answer with those of its records.
Kept = str | list[Any]


@frozen
class Named:
    """A question with its id and, where it is asked about records, what is asked about each."""

    id: str
    node: Node = field(repr=False)
    inside: "tuple[Named, ...]" = ()


def named(program: Program) -> tuple[Named, ...]:
    """Return the questions of a program with their ids, those within quantifiers too."""
    return _named(program.nodes, program.ids)


def _named(nodes: Sequence[Node], ids: Sequence[str]) -> tuple[Named, ...]:
    def inside(node: Node) -> tuple[Named, ...]:
        return () if node.body is None else _named(node.body.nodes, node_ids(node.body.nodes, ids))

    return tuple(Named(id_, node, inside(node)) for node, id_ in zip(nodes, ids, strict=True))


def kept(questions: Sequence[Named], answers: Answers) -> dict[str, Kept]:
    """Return every answer by the id of its question."""
    found: dict[str, Kept] = {}
    for index, (question, answer) in enumerate(zip(questions, answers.values, strict=True)):
        text = canonical(answer)
        records = answers.bodies.get(index)
        found[question.id] = text if records is None else [text, [kept(question.inside, one) for one in records]]
    return found


def shortened(answers: Mapping[str, Kept]) -> dict[str, Kept]:
    """Return the answers with a digest in the place of those of every record after the first hundred."""

    def short(one: Kept) -> Kept:
        if isinstance(one, str):
            return one
        text, records = one
        return [text, [shortened(r) if n < RECORDS else digest(r)[:SHORT] for n, r in enumerate(records)]]

    return {id_: short(one) for id_, one in answers.items()}


def sealed(answers: Mapping[str, Kept], key: str) -> dict[str, Kept]:
    """Return a digest in the place of every answer; nobody can find out what stands behind one who does not know the key."""
    return {id_: digest([key, id_, one])[:SHORT] for id_, one in answers.items()}


#: The ids of the questions about records that a question stands in, each with the number of the record, and its own id.
Way = tuple[str | int, ...]


#: The same without the numbers.
Ids = tuple[str, ...]

#: A question with its answer then and now.
Differing = tuple[Way, str | None, str | None]


def ids_of(way: Way) -> Ids:
    """Return a way without the numbers of records."""
    return tuple(step for step in way if isinstance(step, str))


def differing(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Differing]:
    """Yield what differs between two sets of kept answers: which question, its answer then and now, `None` where there is none.

    First what is asked now, in order, then what is no longer asked. Records of which only digests are kept differ as a whole.
    """
    yield from _differing(then, now, (), frozenset(_all_ids(then)))


def _all_ids(answers: Mapping[str, Any]) -> Iterator[str]:
    for id_, one in answers.items():
        yield id_
        if isinstance(one, list) and one[1] and isinstance(one[1][0], dict):
            yield from _all_ids(one[1][0])


def _differing(then: Mapping[str, Any], now: Mapping[str, Any], way: Way, known: Set[str]) -> Iterator[Differing]:
    for id_ in (*now, *(id_ for id_ in then if id_ not in now)):
        before, after = then.get(id_), now.get(id_)
        if before == after:
            continue
        was, is_ = text_of(before), text_of(after)
        inside = [] if after is None else list(_records(before, after, (*way, id_), known))
        if was != is_ or not inside:
            yield (*way, id_), was, is_
        yield from inside


def text_of(answer: Kept | None) -> str | None:
    """Return an answer without those of its records."""
    return answer[0] if isinstance(answer, list) else answer


def _records(before: Kept | None, after: Kept, way: Way, known: Set[str]) -> Iterator[Differing]:
    """Yield what differs about each record; of a question that was not asked then, what was asked about no record.

    A record that is no longer there differs as a whole: what is kept of it is told by a digest.
    """
    then, now = (one[1] if isinstance(one, list) else [] for one in (before, after))
    for number, is_ in enumerate(now, 1):
        was = then[number - 1] if number <= len(then) else {}
        if isinstance(was, dict) and isinstance(is_, dict):
            found = _differing(was, is_, (*way, number), known)
            yield from (one for one in found if before is not None or str(one[0][-1]) not in known)
        elif was != is_:
            yield (*way, number), None, None
    for number, was in enumerate(then[len(now) :], len(now) + 1):
        yield (*way, number), digest(was)[:SHORT], None
