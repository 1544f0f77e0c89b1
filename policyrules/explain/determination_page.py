"""What a document determines, as blocks of a page: the value, the definitions that gave it, and what is missing to it.

In: `Determination`s and the names of units. Out: a heading, and rows or reasons for each.
"""

from collections.abc import Iterator, Mapping, Sequence

from policyrules.diagnostics import Language
from policyrules.explain.blocks import Block, Heading, ReasonList, Rows
from policyrules.explain.causes import open_rows
from policyrules.explain.determinations import Determination, Step
from policyrules.explain.lines import placed
from policyrules.explain.phrases import operand_value, range_text, value
from policyrules.explain.reasons import reasons
from policyrules.explain.words import say
from policyrules.values.answers import Interval, Symbol, Truth


def determination_blocks(all_of_them: Sequence[Determination], units: Mapping[str, str], language: Language) -> Iterator[Block]:
    """Yield what is told of all that a document determines; `units` are the names of units on the day."""
    if all_of_them:
        yield Heading(2, say("determinations", language))
    for one in all_of_them:
        title = say("clause-of", language, text=one.spec.title, clause=one.spec.clause)
        yield Rows(((title, determined(one, language)),))
        if isinstance(one.answer, Truth):
            yield ReasonList(say("because", language), reasons(one.explanation, language, {}, headed=True))
        rows = [] if isinstance(one.answer, Truth) else [_step(step, language) for step in one.steps]
        rows += open_rows(one.open, one.scope.program, units, language)
        if rows:
            yield Rows(tuple(rows), depth=1)


def determined(one: Determination, language: Language) -> str:
    """Say the value, or the few values that it can still be."""
    if isinstance(one.answer, Symbol) and one.answer.value is None and one.names:
        return say("is-open-among", language, values=say("list", language).join(one.names))
    if isinstance(one.answer, Interval):
        if not one.bounded:
            return value(one.answer, one.type, language, bounded=False)
        return range_text(one.answer, one.alternatives, one.type, language)
    return value(one.answer, one.type, language)


def _step(step: Step, language: Language) -> tuple[str, str]:
    title = step.title if step.clause is None else say("clause-of", language, text=step.title, clause=step.clause)
    read = [operand_value(operand, language) for operand in step.read]
    row = None if step.placement is None else placed(step.placement, language)
    said = value(step.answer, step.type, language, bounded=step.bounded)
    basis = say("comma", language).join((*read, *((row,) if row else ())))
    return title, said + say("brackets", language, text=basis) if basis else said
