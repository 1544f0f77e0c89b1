"""Random syntax trees: every node class, and only what some text says."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import strategies as st

from policyrules.source import Source, Span
from policyrules.syntax import ast
from policyrules.syntax.keywords import BUILTIN_TYPES, KEYWORDS
from policyrules.values.quantity import MONEY_UNITS

NOWHERE = Span(Source("nowhere", ""), 0, 0)

SPELLINGS = tuple(spelling for keyword in KEYWORDS.values() for spelling in (*keyword.zh, *keyword.en))
WORDS = tuple(dict.fromkeys(word for spelling in SPELLINGS for word in spelling.split(" ")))


def node(kind: type, *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return nodes of a class with parts from the strategies."""

    # A composite is called by its name; any other strategy writes out all that it is made of, again and again.
    @st.composite
    def built(draw: st.DrawFn) -> object:
        return kind(*[draw(part) for part in parts], span=NOWHERE)

    return built()


def many(strategy: st.SearchStrategy[Any], least: int = 0, most: int = 3) -> st.SearchStrategy[Any]:
    """Return tuples of any of the sizes alike: a list of any size is mostly a short one."""
    return st.integers(least, most).flatmap(lambda size: st.tuples(*[strategy] * size))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def _fits(text: str) -> bool:
    depth = 0
    for character in text:
        depth += {"“": 1, "”": -1}.get(character, 0)
        if depth < 0:
            return '"' not in text
    return '"' not in text or depth == 0


words = st.one_of(
    st.sampled_from(("甲", "乙", "当期收入", "非遗项目", "或有负债", "年Ⅲ", "x_1", "ab", "第1批")),
    st.sampled_from(WORDS),
    st.sampled_from((*SPELLINGS, *BUILTIN_TYPES)),
    st.sampled_from(("5G收入", "3年", "a b", "甲、乙", "甲:", "#", '"', "| x", " 前", "100万元", "@二", "(甲)")),
)
names = node(ast.Name, words)
plain_text = st.text("甲乙“”\"'#|:：、，,「」()\\% ab1", max_size=8)
texts = node(ast.Text, plain_text.filter(_fits))
quotes = node(ast.Quote, plain_text)
clauses = node(ast.Clause, st.sampled_from(("二(一)", "前言", "附件1-2", "四", "3.1", "a")))
numbers = st.integers(0, 10**12).flatmap(lambda n: st.integers(0, 4).map(lambda places: Fraction(n, 10**places)))
counts = st.integers(0, 99)
days = node(ast.DateLiteral, st.dates(date(1, 1, 1)))
units = st.sampled_from(("year", "quarter", "month"))
periods = node(ast.DurationLiteral, st.integers(0, 99), units | st.just("day"))
#: Quarters and months of 1900 to 2099; a year stands in a column and before what is given only.
quarters = node(ast.PeriodLiteral, st.integers(1900 * 4, 2100 * 4 - 1), st.just("quarter"))
months = node(ast.PeriodLiteral, st.integers(1900 * 12, 2100 * 12 - 1), st.just("month"))
which = quarters | months | node(ast.PeriodLiteral, st.integers(1000, 9999), st.just("year"))

literals = st.one_of(
    node(ast.NumberLiteral, numbers),
    node(ast.PercentLiteral, numbers),
    node(ast.MoneyLiteral, numbers, st.sampled_from(tuple(MONEY_UNITS))),
    periods,
    days,
    node(ast.TextLiteral, plain_text.filter(_fits)),
    node(ast.BoolLiteral, st.booleans()),
    node(ast.Unstated),
    node(ast.DecisionDay),
    node(ast.CurrentPeriod, st.sampled_from((0, -1)), units),
    node(ast.ThatPeriod, units),
    quarters,
    months,
)
references = names | node(ast.Access, names, names)


def _operations(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        node(ast.Access, inner, names),
        node(ast.Index, inner, inner),
        node(ast.Call, references, many(inner)),
        node(ast.ParameterAt, references, inner),
        node(ast.Negation, inner),
        node(ast.Minus, inner),
        node(ast.Arithmetic, st.sampled_from("+-*/"), inner, inner),
        node(ast.Comparison, st.sampled_from((">=", ">", "<=", "<", "=", "!=", "or_less")), inner, inner),
        node(ast.Between, inner, inner, inner),
        node(ast.Membership, inner, many(names, 1) | many(inner, 1)),
        node(ast.IsAbsent, inner),
        node(ast.Otherwise, inner, inner),
        node(ast.Logic, st.sampled_from(("and", "or")), many(inner, 2)),
        node(ast.Conditional, inner, inner, inner),
        node(ast.Holds, many(references, 1)),
        node(ast.Qualifies, many(references, 1)),
        node(ast.EntitledTo, many(references, 1)),
        node(ast.IsPassed, inner),
        node(ast.Rounded, inner, st.sampled_from(("half_up", "down", "up")), inner),
        _quantified(inner),
        _over_years(inner),
        node(ast.Discretion, names | texts, st.none(), st.none()) | node(ast.Discretion, names | texts, inner, inner),
    )


def _over_years(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    figures = st.sampled_from(("sum", "average", "max", "min", "growth", "average_growth"))
    questions, none = st.sampled_from(("every", "some", "count", "first", "latest")), st.none()
    return st.one_of(
        node(ast.Over, inner, periods, maybe(inner), figures),
        node(ast.Periods, questions, units, periods, maybe(inner), none, maybe(names), inner),
        node(
            ast.Periods,
            st.sampled_from(("sum", "average", "max", "min")),
            none,
            periods,
            maybe(inner),
            none,
            maybe(names),
            inner,
        ),
        node(ast.Periods, st.just("at_least"), none, periods, maybe(inner), counts, maybe(names), inner),
    )


def _quantified(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    none = st.none()
    return st.one_of(
        node(ast.Quantified, st.sampled_from(("some", "every", "count")), none, maybe(names), inner, none, inner),
        node(ast.Quantified, st.just("at_least"), counts, maybe(names), inner, none, inner),
        node(ast.Quantified, st.sampled_from(("sum", "max", "min")), none, maybe(names), inner, inner, maybe(inner)),
    )


expressions = st.recursive(literals | names, _operations, max_leaves=6)


def _blocks(conditions: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    lines = many(node(ast.Labelled, maybe(names), conditions))
    simple = node(ast.Block, st.sampled_from(("all", "any")), st.none(), lines)
    return simple | node(ast.Block, st.just("at_least"), counts, lines)


blocks = _blocks(st.recursive(expressions, _blocks, max_leaves=4))
conditions = expressions | blocks


def _bands() -> st.SearchStrategy[Any]:
    none, low, high = st.none(), (">=", ">"), ("<=", "<", "or_less")
    return st.one_of(
        node(ast.Band, expressions, none, st.just(("=",))),
        node(ast.Band, expressions, none, st.tuples(st.sampled_from(low))),
        node(ast.Band, none, expressions, st.tuples(st.sampled_from(high))),
        node(
            ast.Band, expressions, expressions, st.tuples(st.sampled_from(low), st.sampled_from(high)) | st.just(("to", "to"))
        ),
    )


boundaries = st.sampled_from((None, "higher", "lower"))
cells = node(ast.Cell, many(_bands()))
rows = node(ast.Row, many(cells), expressions)
case_rows = node(ast.CaseRow, maybe(expressions), expressions)
tier_rows = node(ast.CaseRow, maybe(node(ast.Holds, many(references, 1, 1))), expressions)
tables = st.one_of(
    node(ast.ByTable, many(node(ast.Key, expressions, st.booleans()), 1), st.booleans(), boundaries, many(rows)),
    node(ast.PerFull, expressions, expressions, expressions, maybe(expressions)),
    node(ast.FirstMatch, many(case_rows)),
    node(ast.TierTable, many(tier_rows)),
    node(ast.PerItem, expressions, maybe(expressions), many(node(ast.Labelled, maybe(names), conditions))),
)
quote_items = node(ast.QuotesItem, st.just("quote"), many(quotes))
exceptions = node(ast.Except, names, maybe(clauses), many(names), expressions, expressions, many(quote_items))
figures = many(node(ast.Figure, st.sampled_from(("maximum", "minimum", "pass")), numbers))


def _key(key: str) -> st.SearchStrategy[str]:
    return st.just(key)


def _value(*keys: str) -> st.SearchStrategy[Any]:
    return node(ast.ExpressionItem, st.sampled_from(keys), expressions)


def _condition(*keys: str) -> st.SearchStrategy[Any]:
    return node(ast.ConditionItem, st.sampled_from(keys), conditions)


def _window(key: str) -> st.SearchStrategy[Any]:
    none = st.none()
    return st.one_of(
        node(ast.WindowItem, _key(key), maybe(expressions), expressions, none),
        node(ast.WindowItem, _key(key), expressions, none, maybe(expressions)),
    )


def _units(key: str) -> st.SearchStrategy[Any]:
    unstated = node(ast.UnitsItem, _key(key), st.just(()), st.just(True), st.just(False), st.none())
    return unstated | node(ast.UnitsItem, _key(key), many(names, 1), st.just(False), st.booleans(), maybe(texts))


text_items = node(
    ast.TextItem,
    st.sampled_from(("number", "issuer", "source", "language", "note", "bearer", "consequence", "because", "origin")),
    plain_text.filter(_fits),
)
rule_items = st.one_of(
    node(ast.RuleItem, st.sampled_from(("highest_only", "choose_one")), many(references), st.none()),
    node(ast.RuleItem, st.sampled_from(("total_cap", "top_up")), many(references), expressions),
    node(ast.StagesItem, _key("stages"), many(node(ast.Stage, names, expressions))),
)
schedule_rows = node(ast.ScheduleRow, st.just(1), st.integers(1, 9), expressions)
award_items = st.one_of(
    node(ast.TableItem, _key("amount"), tables),
    _value("cap", "item_cap", "received"),
    node(ast.PerRecordItem, _key("per_record"), names, maybe(names)),
    node(ast.YearlyCapItem, _key("yearly_cap"), expressions, maybe(expressions)),
    node(ast.NamesItem, st.sampled_from(("on_top_of", "excludes")), many(references, 1)),
    node(ast.ScheduleItem, _key("schedule"), expressions, many(schedule_rows)),
    node(ast.StagesItem, _key("stages"), many(node(ast.Stage, names, expressions))),
)
recurrences = node(ast.RecurrenceItem, _key("recurrence"), periods, counts, expressions)
entitlement_items = st.one_of(
    quote_items,
    _condition("beneficiaries", "when"),
    _window("window"),
    _units("by"),
    _value("amount", "rate_ceiling", "indicative", "compared"),
    text_items,
    award_items,
)
duty_items = st.one_of(
    quote_items,
    _condition("beneficiaries", "when"),
    _window("window"),
    _units("by"),
    _value("deadline"),
    recurrences,
    text_items,
)
measure_items = st.one_of(
    _units("responsible"),
    _condition("beneficiaries"),
    _window("window"),
    node(ast.QuotesItem, _key("lead"), many(quotes)),
    quote_items,
    text_items,
    rule_items,
    node(ast.Entitlement, names, maybe(clauses), maybe(node(ast.Text, words)), maybe(texts), many(entitlement_items)),
    node(ast.Duty, names, maybe(clauses), maybe(node(ast.Text, words)), maybe(texts), many(duty_items)),
)

type_names = node(
    ast.TypeName,
    node(ast.Name, st.sampled_from(tuple(BUILTIN_TYPES.values()))) | names,
    st.booleans(),
    maybe(units),
    st.booleans(),
)
field_lines = node(ast.FieldLine, names, type_names, st.none(), st.none(), maybe(texts), maybe(texts)) | node(
    ast.FieldLine, names, type_names, expressions, expressions, maybe(texts), maybe(texts)
)
unit_lines = node(
    ast.UnitLine,
    names,
    texts,
    maybe(names),
    many(node(ast.Rename, expressions, texts)),
    many(node(ast.Member, names, texts)),
)
target_items = st.one_of(
    quote_items,
    _value("count", "by_date"),
    _condition("counts"),
    node(ast.TierItem, _key("tier"), names),
    text_items,
)
values = maybe(expressions)
expected = st.one_of(
    node(ast.Expected, many(expressions), st.just(False)),
    node(ast.Expected, many(expressions, 2, 2), st.just(True)),
)
_watched = conditions | node(ast.Total)
property_items = st.one_of(
    _condition("when", "must_hold"),
    _window("window"),
    node(ast.WatchedItem, st.sampled_from(("must_be_known", "must_not_fall")), st.none(), _watched),
    node(ast.WatchedItem, _key("may_fall_by"), expressions, _watched),
    node(ast.GivenOnlyItem, _key("given_only"), many(names, 1)),
    node(ast.ChangeItem, _key("change"), expressions, st.sampled_from(("increases", "decreases")), maybe(expressions)),
    node(ast.ChangeItem, _key("change"), expressions, _key("becomes"), expressions),
    node(ast.ChangeItem, _key("change"), expressions, _key("gains_one"), st.none()),
    quote_items,
    text_items,
)
scenario_lines = st.one_of(
    _value("date"),
    node(ast.Given, names, values),
    node(ast.GivenRecord, names, many(node(ast.GivenField, names, values), 1)),
    node(ast.GivenEmpty, names),
    node(ast.GivenPeriod, names, which, values, st.just(True)),
    node(ast.GivenPeriod, names, which, st.none(), st.just(False)),
    node(ast.GivenReading, names, names),
    node(
        ast.ExpectVerdict,
        st.sampled_from(
            ("entitled", "not_entitled", "undetermined", "missing", "holds", "holds_not", "qualifies", "qualifies_not")
        ),
        many(names, 1),
    ),
    node(ast.ExpectValue, names, st.sampled_from(("amount", "rate_ceiling")), expected),
    node(ast.ExpectDefinition, references, expected),
    node(ast.ExpectTotal, expected),
    node(ast.ExpectReason, names, plain_text.filter(_fits)),
    node(ast.ExpectMissing, names, many(names, 1)),
    node(
        ast.EachRow,
        many(node(ast.Column, names, maybe(which)), 1),
        references,
        many(node(ast.TrialRow, many(node(ast.TrialCell, values), 1), expected)),
    ),
)

indicators = node(
    ast.Indicator,
    names,
    maybe(clauses),
    figures,
    boundaries,
    maybe(texts),
    many(expressions | tables),
    many(text_items | quote_items),
)
groups = node(
    ast.ScoreGroup,
    names,
    maybe(clauses),
    figures,
    boundaries,
    maybe(texts),
    many(st.one_of(indicators, text_items, quote_items)),
)

#: The parts of each class of declarations.
DECLARATIONS: dict[type, tuple[st.SearchStrategy[Any], ...]] = {
    ast.Policy: (
        names,
        maybe(texts),
        many(
            st.one_of(
                text_items,
                quote_items,
                _value("issued"),
                _window("in_force"),
                rule_items,
                node(ast.OrLessItem, _key("or_less"), st.booleans()),
                node(ast.SupersessionItem, st.sampled_from(("supersedes", "superseded_by")), texts, expressions),
            )
        ),
    ),
    ast.Use: (names, texts),
    ast.Score: (
        names,
        maybe(clauses),
        figures,
        boundaries,
        maybe(texts),
        many(st.one_of(indicators, groups, text_items, quote_items)),
    ),
    ast.Enum: (names, many(names, 1)),
    ast.Record: (names, many(field_lines)),
    ast.Facts: (many(field_lines | node(ast.Always, maybe(names), expressions)),),
    ast.Units: (many(unit_lines),),
    ast.Parameter: (
        names,
        type_names,
        st.none(),
        st.none(),
        maybe(texts),
        many(node(ast.Published, expressions, expressions)),
        many(text_items | _value("complete_to")),
    ),
    ast.Reading: (
        names,
        maybe(clauses),
        maybe(texts),
        many(node(ast.Option, names, maybe(texts))),
        maybe(names),
        many(text_items),
    ),
    ast.Define: (
        names,
        many(node(ast.ParameterLine, names, type_names)),
        st.none(),
        maybe(clauses),
        maybe(type_names),
        maybe(texts),
        many(quote_items, 0, 1),
        maybe(conditions | tables),
        many(exceptions),
    ),
    ast.Tier: (
        names,
        maybe(clauses),
        maybe(texts),
        maybe(counts),
        many(st.one_of(_value("validity", "expires"), _condition("holds", "qualifies"), quote_items, text_items)),
    ),
    ast.Measure: (names, maybe(clauses), maybe(texts), many(measure_items)),
    ast.Target: (names, maybe(clauses), maybe(texts), many(target_items)),
    ast.Omit: (maybe(clauses), maybe(texts), many(quotes)),
    ast.Scenario: (maybe(texts), many(scenario_lines)),
    ast.Property: (names, maybe(clauses), maybe(texts), many(property_items)),
}
derived = node(
    ast.Define,
    names,
    st.just(()),
    node(ast.PeriodLine, names, units),
    maybe(clauses),
    maybe(type_names),
    maybe(texts),
    st.just(()),
    maybe(conditions),
    many(exceptions),
)
declarations = st.one_of(*(node(kind, *parts) for kind, parts in DECLARATIONS.items()), derived)


@cache
def of(kind: type) -> st.SearchStrategy[Any]:
    """Return files that begin with a declaration of a class."""
    first = node(kind, *DECLARATIONS[kind])
    return node(ast.File, st.tuples(first) | st.tuples(first, declarations))
