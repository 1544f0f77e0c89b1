"""An enterprise as a scenario, ready to be pasted into its policy.

In: a policy, a trial (facts as plain data, a day, readings), a title, and what is to be expected. Out: the scenario as a tree
and as its text, in the language of the policy's keywords; or why no scenario can say it. What is written is read back before it
is handed out. Expected is what the policy decides: whether that is right is for a person to say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

from attrs import frozen

from policyrules.core.program import FactSpec
from policyrules.diagnostics import Language
from policyrules.explain.decision import Decision
from policyrules.messages.suites import said
from policyrules.policy import Policy
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.formatter import print_file
from policyrules.syntax.parser import parse
from policyrules.syntax.pieces import digits, quoted
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.points import NOWHERE, Came, Kind, Point, came, references, told
from policyrules.values.answers import Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth
from policyrules.values.quantity import MONEY_UNITS
from policyrules.values.types import EnumType, ListType, RecordType, Scalar, SeriesType, Type

#: The units in which money is written, the largest first; the smallest takes any number of decimals.
_UNITS: Mapping[Language, tuple[str, ...]] = {"zh": ("亿元", "万元", "元"), "en": ("yuan",)}
_DECIMALS = 4

_VERDICTS = {Truth.T: "entitled", Truth.F: "not_entitled", Truth.U: "undetermined"}
_TIERS = {
    (Kind.HELD, Truth.T): "holds",
    (Kind.HELD, Truth.F): "holds_not",
    (Kind.QUALIFIES, Truth.T): "qualifies",
    (Kind.QUALIFIES, Truth.F): "qualifies_not",
}
_MONTHS_IN_YEAR = 12


@frozen
class Written:
    """A scenario and its text. `left_out` is what was to be expected and has no words in the language."""

    tree: ast.Scenario
    text: str
    left_out: tuple[Point, ...] = ()


class Reason(StrEnum):
    """Why no scenario says it."""

    TEXT = "unwritable-text"
    NUMBER = "unwritable-number"
    RECORD = "unwritable-record"
    READING = "unwritable-reading"
    TITLE = "unwritable-title"
    NOTHING = "unwritable-nothing"
    LINE = "unwritable-line"


@frozen
class Unwritable:
    """What of a trial no scenario says: its path (`认定[1].名称`), and why."""

    path: str
    reason: Reason

    def message(self, language: Language) -> str:
        """Say it in a sentence."""
        return said(self.reason, language, path=self.path)


def scenario(
    policy: Policy, trial: Trial, title: str, *, expecting: Iterable[Point] | None = None, decision: Decision | None = None
) -> Written | Unwritable:
    """Return a trial as a scenario of a policy that expects what the policy decides.

    `expecting` are the points at which it does, those that a decision is told by unless they are given. `decision` is that of
    the policy about the trial, where it has been made already. Raises `FactsError` where the policy cannot read the trial.
    """
    decided = decision or policy.decide(trial.facts, trial.day, dict(trial.readings))
    writer = _Writer(policy, keyword_language(policy))
    try:
        given = tuple(writer.given(decided, trial.readings))
        lines, left_out = writer.expected(decided, told(policy) if expecting is None else expecting)
        if not lines:
            return Unwritable("", Reason.NOTHING)
        tree = ast.Scenario(_title(title), (*given, *lines), span=NOWHERE)
    except _CannotWriteError as error:
        return error.found
    text = _printed(tree, writer.language)
    return Written(tree, text, left_out) if text is not None else Unwritable(_unread(tree, writer.language), Reason.LINE)


def keyword_language(policy: Policy) -> Language:
    """Return the language in which the keywords of a policy are written."""
    return "en" if policy.checked.head.span.text.startswith("policy") else "zh"


class _CannotWriteError(Exception):
    """Unwinds from what cannot be written; never leaves this module."""

    def __init__(self, path: str, reason: Reason) -> None:
        self.found = Unwritable(path, reason)


def _title(title: str) -> ast.Text:
    if not _has_quotes(title):
        raise _CannotWriteError(title, Reason.TITLE)
    return ast.Text(title, span=NOWHERE)


def _has_quotes(text: str) -> bool:
    """Say whether quotation marks fit around a text."""
    try:
        quoted(text)
    except ValueError:
        return False
    return True


def _printed(tree: ast.Scenario, language: Language) -> str | None:
    """Return the text of a scenario, or `None` where that does not read as the same scenario."""
    text = print_file(ast.File((tree,), span=NOWHERE), language)
    read, diagnostics = parse(Source("", text))
    return text if not diagnostics and len(read.declarations) == 1 and ast.same(read.declarations[0], tree) else None


def _unread(tree: ast.Scenario, language: Language) -> str:
    """Return the name of what a scenario gives in the first line that does not read as what was written."""
    for line in tree.lines:
        if _printed(ast.Scenario(None, (line,), span=NOWHERE), language) is None:
            fact = getattr(line, "fact", None)
            return fact.name if isinstance(fact, ast.Name) else ""
    return ""


def _name(name: str) -> ast.Name:
    return ast.Name(name, span=NOWHERE)


@frozen
class _Writer:
    """Writes the lines of scenarios of one policy."""

    policy: Policy
    language: Language

    # --- what is given ------------------------------------------------------------------------------------------------

    def given(self, decision: Decision, readings: Mapping[str, str]) -> Iterator[ast.ScenarioLine]:
        """Yield the day, the readings and the facts, in the order of the policy; what is unknown is left out."""
        yield ast.ExpressionItem("date", ast.DateLiteral(decision.day, span=NOWHERE), span=NOWHERE)
        own = {one.name.name for one in self.policy.checked.all(ast.Reading)}
        for name, option in readings.items():
            if name in own:
                yield ast.GivenReading(_name(name), _name(option), span=NOWHERE)
            elif option != self.policy.program.reading(name).default:
                raise _CannotWriteError(name, Reason.READING)
        for spec in self.policy.program.facts:
            yield from self._fact(spec, decision.case.facts[spec.name])

    def _fact(self, spec: FactSpec, answer: Answer) -> Iterator[ast.ScenarioLine]:
        match spec.type, answer:
            case ListType(element), Records(rows):
                if rows == ():
                    yield ast.GivenEmpty(_name(spec.name), span=NOWHERE)
                for number, row in enumerate(rows or (), 1):
                    yield self._record(f"{spec.name}[{number}]", _name(spec.name), element, row)
            case SeriesType(), Series(values):
                yield from (self._period(spec, spec.type, period, values[period]) for period in sorted(values))
            case Scalar() | EnumType() as type_, _:
                if _is_known(answer):
                    yield ast.Given(_name(spec.name), self._value(answer, type_, spec.name), span=NOWHERE)

    def _period(self, spec: FactSpec, type_: SeriesType, period: int, answer: Answer) -> ast.GivenPeriod:
        which = ast.PeriodLiteral(period, type_.period, span=NOWHERE)
        if isinstance(answer, Absent):
            return ast.GivenPeriod(_name(spec.name), which, None, False, span=NOWHERE)
        return ast.GivenPeriod(_name(spec.name), which, self._value(answer, type_.element, spec.name), span=NOWHERE)

    def _record(self, path: str, fact: ast.Name, type_: RecordType, row: Mapping[str, Answer]) -> ast.GivenRecord:
        """Write a record; one of which nothing is known says so of its first field."""
        fields = []
        for one in type_.fields:
            answer = row[one.name]
            if isinstance(answer, Maybe):
                fields.append(ast.GivenField(_name(one.name), None, span=NOWHERE))
            elif _is_known(answer):
                value = self._value(answer, one.type, f"{path}.{one.name}")
                fields.append(ast.GivenField(_name(one.name), value, span=NOWHERE))
        unknown = [one for one in type_.fields if not one.optional]
        if not fields and not unknown:
            raise _CannotWriteError(path, Reason.RECORD)
        return ast.GivenRecord(
            fact, tuple(fields or [ast.GivenField(_name(unknown[0].name), None, span=NOWHERE)]), span=NOWHERE
        )

    def _value(self, answer: Answer, type_: Type, path: str) -> ast.Expression:
        written = self.literal(answer, type_)
        if written is None:
            raise _CannotWriteError(path, Reason.TEXT if isinstance(answer, Symbol) else Reason.NUMBER)
        return written

    # --- values -------------------------------------------------------------------------------------------------------

    def literal(self, answer: Answer, type_: Type) -> ast.Expression | None:
        """Return a known value as it is written, or `None` where there is no way to."""
        match answer:
            case Truth.T | Truth.F:
                return ast.BoolLiteral(answer is Truth.T, span=NOWHERE)
            case Symbol(str() as value):
                if isinstance(type_, EnumType):
                    return _name(value)
                return ast.TextLiteral(value, span=NOWHERE) if _has_quotes(value) else None
            case Interval() if answer.point is not None:
                positive = self._number(abs(answer.point), type_)
                return ast.Minus(positive, span=NOWHERE) if positive is not None and answer.point < 0 else positive
            case _:
                return None

    def _number(self, value: Fraction, type_: Type) -> ast.Expression | None:
        match type_:
            case Scalar.DATE:
                return ast.DateLiteral(date.fromordinal(int(value)), span=NOWHERE)
            case Scalar.MONTHS:
                years, rest = divmod(int(value), _MONTHS_IN_YEAR)
                many, unit = (int(value), "month") if rest or not years else (years, "year")
                return ast.DurationLiteral(many, unit, span=NOWHERE)
            case Scalar.DAYS:
                return ast.DurationLiteral(int(value), "day", span=NOWHERE)
            case Scalar.QUARTER:
                return ast.PeriodLiteral(int(value), "quarter", span=NOWHERE)
            case Scalar.MONTH:
                return ast.PeriodLiteral(int(value), "month", span=NOWHERE)
            case Scalar.PERCENT | Scalar.RATIO:
                return ast.PercentLiteral(value * 100, span=NOWHERE) if _has_digits(value * 100) else None
            case Scalar.MONEY:
                return self._money(value)
            case _:
                return ast.NumberLiteral(value, span=NOWHERE) if _has_digits(value) else None

    def _money(self, fen: Fraction) -> ast.Expression | None:
        """Write money in the largest unit that leaves few decimals."""
        *larger, smallest = _UNITS[self.language]
        for unit in larger:
            value = fen / MONEY_UNITS[unit]
            if value >= 1 and (value * 10**_DECIMALS).denominator == 1:
                return ast.MoneyLiteral(value, unit, span=NOWHERE)
        value = fen / MONEY_UNITS[smallest]
        return ast.MoneyLiteral(value, smallest, span=NOWHERE) if _has_digits(value) else None

    # --- what is expected ---------------------------------------------------------------------------------------------

    def expected(self, decision: Decision, asked: Iterable[Point]) -> tuple[tuple[ast.ScenarioLine, ...], tuple[Point, ...]]:
        """Return the lines that expect what was decided, and the points at which no line can."""
        grouped: dict[str, list[ast.Name]] = {}
        lines: list[ast.ScenarioLine] = []
        left_out: list[Point] = []
        targets = references(self.policy)
        for one in dict.fromkeys(asked):
            found = came(decision, one)
            kind = None if found is None else _group(one, found)
            if found is None or (kind is None and not (line := self._line(one, found, targets))):
                left_out.append(one)
            elif kind is not None:
                grouped.setdefault(kind, []).append(_name(one.name))
            elif line is not None:
                lines.append(line)
        order = (*_VERDICTS.values(), *_TIERS.values())
        verdicts = (ast.ExpectVerdict(kind, tuple(grouped[kind]), span=NOWHERE) for kind in order if kind in grouped)
        return (*verdicts, *lines), tuple(left_out)

    def _line(self, one: Point, found: Came, targets: Mapping[str, ast.Reference]) -> ast.ScenarioLine | None:
        if found.facts is not None:
            return _lacking(one, found.facts)
        values = self._values(found)
        if values is None or one.kind in (Kind.VERDICT, Kind.HELD, Kind.QUALIFIES):
            return None
        if one.kind is Kind.TOTAL:
            return ast.ExpectTotal(values, span=NOWHERE)
        if one.kind is Kind.DETERMINED:
            return ast.ExpectDefinition(targets[one.name], values, span=NOWHERE)
        what = next(e.amount.kind for e in self.policy.outline.entitlements if e.name == one.name and e.amount is not None)
        return ast.ExpectValue(_name(one.name), what, values, span=NOWHERE)

    def _values(self, found: Came) -> ast.Expected | None:
        """Write what came out: one value, the few that it can still be, a range, that it is not stated or not known."""
        if found.unstated:
            return ast.Expected((ast.Unstated(span=NOWHERE),), False, span=NOWHERE)
        if _is_known(found.answer):
            return _expected([self.literal(found.answer, found.type)])
        if len(found.alternatives) > 1:
            return _expected([self.literal(one, found.type) for one in found.alternatives])
        if isinstance(found.answer, Interval) and None not in (found.answer.low, found.answer.high):
            ends = (Interval(end, end) for end in (found.answer.low, found.answer.high))
            return _expected([self.literal(end, found.type) for end in ends], is_range=True)
        return ast.Expected((), False, span=NOWHERE)


def _has_digits(value: Fraction) -> bool:
    """Say whether decimal digits say a number, few enough for a policy."""
    try:
        digits(value)
    except ValueError:
        return False
    return True


def _is_known(answer: Answer) -> bool:
    """Say whether an answer is one value, and not one that is known to be absent."""
    match answer:
        case Truth():
            return answer is not Truth.U
        case Interval():
            return answer.point is not None
        case Symbol():
            return answer.value is not None
        case _:
            return False


def _group(one: Point, found: Came) -> str | None:
    """Return the line in which a verdict, or a tier, stands with others."""
    if not isinstance(found.answer, Truth):
        return None
    return _VERDICTS[found.answer] if one.kind is Kind.VERDICT else _TIERS.get((one.kind, found.answer))


def _lacking(one: Point, facts: Sequence[str]) -> ast.ScenarioLine | None:
    names = tuple(map(_name, facts))
    if not names:
        return None
    if one.name:
        return ast.ExpectMissing(_name(one.name), names, span=NOWHERE)
    return ast.ExpectVerdict("missing", names, span=NOWHERE)


def _expected(values: Sequence[ast.Expression | None], *, is_range: bool = False) -> ast.Expected | None:
    known = tuple(value for value in values if value is not None)
    return ast.Expected(known, is_range, span=NOWHERE) if len(known) == len(values) else None
