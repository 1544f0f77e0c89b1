"""What keeps an answer open, in words.

In: causes, and `WhyOpen`. Out: sentences and rows in Chinese or English. Only what is missing is asked of the enterprise; the
rest is told as it is.
"""

from collections.abc import Iterator, Mapping, Sequence

from policyrules.core.program import Cause, CauseKind, Program
from policyrules.diagnostics import Language
from policyrules.explain.missing import WhyOpen
from policyrules.explain.phrases import fact_path, provision
from policyrules.explain.words import CAUSES, say


def cause(why: Cause, program: Program, language: Language, units: Mapping[str, str]) -> str:
    """Say why something is unknown; `units` are the names that units have on the day, one of which may decide."""
    match why.kind:
        case CauseKind.DISCRETION:
            subject = units.get(why.subject, why.subject)
        case CauseKind.CONFLICT:
            return conflict(why, language)
        case _:
            subject = fact_path(why.subject, program, language)
    return CAUSES[why.kind][language].format(subject=subject)


def conflict(why: Cause, language: Language) -> str:
    """Say which provisions contradict each other, each with its clause."""
    named = say("list", language).join(provision(*one, language) for one in why.provisions)
    return CAUSES[why.kind][language].format(subject=named)


def missing_text(paths: Sequence[str], program: Program, language: Language) -> str:
    """List the facts that are missing."""
    return say("list", language).join(fact_path(path, program, language) for path in paths)


def open_rows(why: WhyOpen, program: Program, units: Mapping[str, str], language: Language) -> Iterator[tuple[str, str]]:
    """Say in rows what is missing, and what no fact of the enterprise settles."""
    if why.missing:
        yield say("missing", language), missing_text(why.missing, program, language)
    if why.unanswerable:
        causes = (cause(one, program, language, units) for one in why.unanswerable)
        yield say("other-causes", language), say("semicolon", language).join(causes)


def open_text(why: WhyOpen, program: Program, units: Mapping[str, str], language: Language) -> str:
    """Say in one sentence what is missing, and what no fact of the enterprise settles."""
    said = [say("lacking", language, missing=missing_text(why.missing, program, language))] if why.missing else []
    said += [cause(one, program, language, units) for one in why.unanswerable]
    return say("semicolon", language).join(said)
