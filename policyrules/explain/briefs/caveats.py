"""What must be said beside a verdict in brief, made ready for a policy.

In: which caveats there are, each with the condition for it, as texts or as expressions of what says them. Out: lines of Python
that put them behind all else. Knows no verdict, and not what an expression reads.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from policyrules.diagnostics import Language
from policyrules.explain.briefs.tellers import Readying
from policyrules.explain.briefs.templates import fixed
from policyrules.explain.outcomes import Outcomes
from policyrules.explain.sentences import caveat_text
from policyrules.explain.verdicts import Caveat, of_readings
from policyrules.explain.words import say
from policyrules.source import unhidden

#: A caveat with the condition for it, if any: texts, or the expression of a list of them.
Noted = tuple[str, list[str] | str]


def texts(caveats: Iterable[Caveat], language: Language) -> list[str]:
    """Say caveats that are the same for all."""
    return [caveat_text(caveat, language) for caveat in caveats]


def ending(noted: Sequence[Noted], readying: Readying) -> Iterator[str]:
    """Yield the lines that give the end of a line: what must be said beside it, and the full stop."""
    beside = readying.constants.setdefault("beside", beside_all(readying.language))
    noted = [one for one in noted if one[1]]
    if all(isinstance(said, list) and not condition for condition, said in noted):
        assert callable(beside)
        yield f"end = {fixed(beside([one for _, said in noted for one in said]))}"
        return
    yield "noted = []"
    for condition, said in noted:
        told = f"[{', '.join(map(fixed, said))}]" if isinstance(said, list) else said
        yield f"{f'if {condition}: ' if condition else ''}noted += {told}"
    yield "end = beside(noted)"


def rests_on_readings(node: int, readying: Readying) -> Iterator[Noted]:
    """Yield what says by which readings an answer is what it is, where it rests on any."""
    if readying.decision._terms.readings_below(node):
        readying.constants["readings"] = partial(_readings, readying.language)
        yield "", f"readings(decision, {node})"


def unless_in_force(readying: Readying, otherwise: str) -> Iterator[str]:
    """Yield what leaves it to be explained how other documents stand, where one that is cited is not in force on the day.

    Raises `UnreadyError` where that cannot be read.
    """
    for document in readying.decision.outline.used:
        for window in document.windows:
            yield f"if not {readying.truths(window.node).holds}: {otherwise}"


def beside_all(language: Language) -> Callable[[Sequence[str]], str]:
    """Return what says caveats behind all else."""
    stop, end, semicolon = (say(name, language) for name in ("stop", "end", "semicolon"))
    before = stop + say("caveat", language) + say("colon", language)

    def beside(noted: Sequence[str]) -> str:
        if not noted:
            return end
        return before + semicolon.join(one.rstrip("。.；;") for one in dict.fromkeys(noted)).removesuffix(end) + end

    return beside


def _readings(language: Language, decision: Outcomes, node: int) -> list[str]:
    """Say by which readings an answer is what it is."""
    return [unhidden(caveat_text(caveat, language)) for caveat in of_readings(decision.readings_of(node))]
