"""What is missing: nothing that can change an answer is left out, and what cannot is left out where that is plain."""

import itertools
import random
from datetime import date
from fractions import Fraction

from policyrules.backends.reference import evaluate
from policyrules.core.case import Answers, Case
from policyrules.core.program import Cause, CauseKind, Comparator, Exceptions, FactSpec, Node, Op, Open, ParameterSpec, Program
from policyrules.explain.missing import WhyOpen, why_open
from policyrules.values.answers import WHOLE_LINE, Absent, Answer, Interval, Records, Series, Symbol, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.types import EnumType, Scalar, SeriesType
from tests.backends.random_programs import COMPLETE, OPEN_ROWS, case, completed_rows, random_program, unknown_inputs

T, U, F = Truth.T, Truth.U, Truth.F


def named(open_: WhyOpen, name: str) -> bool:
    """Say whether an input, or a part of it, is among those that keep an answer open."""
    return name in open_.readings or any(path == name or path.startswith(name + "[") for path in open_.missing)


def changes(at: int, completions: dict[tuple[int, ...], Answers], place: int) -> bool:
    """Say whether two completions that differ in one input alone give different answers at a node."""
    seen: dict[tuple[int, ...], Answer] = {}
    for key, answers in completions.items():
        rest = key[:place] + key[place + 1 :]
        if seen.setdefault(rest, answers.values[at]) != answers.values[at]:
            return True
    return False


def test_every_input_that_can_change_an_answer_is_named() -> None:
    checked = 0
    for seed in range(300):
        program, rng = random_program(seed), random.Random(seed)
        left_open = rng.sample(sorted(COMPLETE), 2)
        inputs = unknown_inputs() | {name: rng.choice(COMPLETE[name]) for name in COMPLETE if name not in left_open}
        general = evaluate(program, case(inputs))
        completions = {}
        for key in itertools.product(*(range(len(COMPLETE[name])) for name in left_open)):
            chosen = {name: COMPLETE[name][number] for name, number in zip(left_open, key, strict=True)}
            completions[key] = evaluate(program, case(inputs | chosen))
        for index in range(len(program.nodes)):
            open_ = why_open(program, general, index)
            for place, name in enumerate(left_open):
                checked += 1
                assert named(open_, name) or program.nodes[index].op is Op.FACT or not changes(index, completions, place), (
                    seed, index, name, open_,
                )  # fmt: skip
    assert checked > 5_000


def test_every_field_of_a_record_that_can_change_a_verdict_is_named() -> None:
    checked = 0
    for seed in range(400):
        program, rng = random_program(seed), random.Random(seed)
        inputs = {name: rng.choice(values) for name, values in COMPLETE.items()}
        row = rng.choice(OPEN_ROWS)
        general = evaluate(program, case(inputs | {"items": Records((row,))}))
        full = [
            (complete, evaluate(program, case(inputs | {"items": Records((complete,))}))) for complete in completed_rows(row)
        ]
        for index, node in enumerate(program.nodes):
            if node.type is not Scalar.BOOL:
                continue
            missing = why_open(program, general, index).missing
            for name in row:
                differ = any(
                    one.values[index] != other.values[index]
                    and all(first[rest] == second[rest] for rest in row if rest != name)
                    for (first, one), (second, other) in itertools.combinations(full, 2)
                )
                checked += 1
                assert not differ or f"items[1].{name}" in missing, (seed, index, name, missing)
    assert checked > 2_000


def test_a_known_answer_has_nothing_missing() -> None:
    for seed in range(200):
        program, rng = random_program(seed), random.Random(seed)
        answers = evaluate(program, case({name: rng.choice(values) for name, values in COMPLETE.items()}))
        for index, answer in enumerate(answers.values):
            missing = why_open(program, answers, index).missing
            assert not (answer in (T, F) and missing)
            assert not any(path.split("[")[0] in ("p", "q", "x", "y", "d", "c") for path in missing)


# --- one rule at a time -----------------------------------------------------------------------------------------------

RATE = ParameterSpec("lpr", Scalar.PERCENT, ((date(2022, 1, 20), Fraction(37, 1000)),), date(2023, 1, 20))
NUMBER = Scalar.NUMBER


def program_of(*nodes: Node) -> Program:
    facts = (FactSpec("a", NUMBER), FactSpec("b", NUMBER), FactSpec("p", Scalar.BOOL), FactSpec("q", Scalar.BOOL))
    more = (FactSpec("k", NUMBER, decided_by="市工信局"), FactSpec("z", SeriesType(NUMBER), decided_by="市工信局"))
    more += (FactSpec("v", SeriesType(NUMBER, "quarter")),)
    more += (FactSpec("c", EnumType("colour", ("red", "blue"))),)
    more += (FactSpec("s", SeriesType(NUMBER)), FactSpec("d", Scalar.DATE))
    return Program(nodes, tuple(map(str, range(len(nodes)))), facts + more, (RATE,), ())


def opened(*nodes: Node, day: date = date(2022, 6, 1), **facts: Answer) -> WhyOpen:
    """Return why the last of the nodes is open."""
    program = program_of(*nodes)
    unknown = {
        "k": WHOLE_LINE,
        "z": Series({}, WHOLE_LINE),
        "v": Series({}, WHOLE_LINE),
        "a": WHOLE_LINE,
        "b": WHOLE_LINE,
        "p": U,
        "q": U,
        "d": WHOLE_LINE,
        "s": Series({}, WHOLE_LINE),
    }
    answers = evaluate(program, Case(unknown | facts, day, {}))
    return why_open(program, answers, len(nodes) - 1)


def fact(name: str, type_: Scalar = NUMBER) -> Node:
    return Node(Op.FACT, (), type_, name)


P, Q = fact("p", Scalar.BOOL), fact("q", Scalar.BOOL)


def test_what_is_settled_in_a_conjunction_is_not_asked_for() -> None:
    assert opened(P, Q, Node(Op.AND, (0, 1), Scalar.BOOL), p=T).missing == ("q",)


def test_the_first_of_several_facts_is_named_first() -> None:
    assert opened(P, Q, Node(Op.OR, (1, 0), Scalar.BOOL)).missing == ("q", "p")


def test_a_branch_whose_guard_fails_is_not_asked_for() -> None:
    assert opened(P, fact("a"), fact("b"), Node(Op.CHOOSE, (0, 1, 2), NUMBER), p=F).missing == ("b",)


def test_that_there_is_none_is_no_reason_while_there_may_be_one() -> None:
    none = Node(Op.UNKNOWN, (), NUMBER, Open(Cause(CauseKind.NO_PERIOD, "x")))
    first = (P, Q, fact("a"), fact("b"), none, Node(Op.CHOOSE, (0, 2, 1, 3, 4), NUMBER))
    assert opened(*first, a=point(1), b=point(2)).causes == tuple(Cause(CauseKind.MISSING, name) for name in "pq")
    assert opened(*first, p=F, q=F).causes == (Cause(CauseKind.NO_PERIOD, "x"),)


def test_a_number_that_cannot_be_the_greatest_is_not_asked_for() -> None:
    low, high = Interval(Fraction(0), Fraction(1)), Interval(Fraction(1), Fraction(2))
    assert opened(fact("a"), fact("b"), Node(Op.EXTREME, (0, 1), NUMBER, "max"), a=low, b=high).missing == ("b",)
    assert opened(fact("a"), fact("b"), Node(Op.EXTREME, (0, 1), NUMBER, "min"), a=low, b=high).missing == ("a",)


def test_a_quotient_by_zero_has_no_value_and_its_numerator_is_not_asked_for() -> None:
    open_ = opened(fact("a"), fact("b"), Node(Op.ARITHMETIC, (0, 1), NUMBER, "/"), b=point(0))
    assert open_.causes == (Cause(CauseKind.ZERO_DIVISOR, "b"),)


def test_a_rate_before_the_first_publication_or_after_the_last_is_not_published() -> None:
    rate = (Node(Op.DAY, (), Scalar.DATE), Node(Op.PARAMETER, (0,), Scalar.PERCENT, "lpr"))
    assert opened(*rate, day=date(2021, 1, 1)).causes == (Cause(CauseKind.NOT_PUBLISHED, "lpr"),)
    assert opened(*rate, day=date(2023, 1, 21)).causes == (Cause(CauseKind.NOT_PUBLISHED, "lpr"),)
    assert opened(*rate, day=date(2023, 1, 20)) == WhyOpen()


def test_a_rate_on_a_day_that_was_not_given_asks_for_the_day_alone() -> None:
    open_ = opened(fact("d", Scalar.DATE), Node(Op.PARAMETER, (0,), Scalar.PERCENT, "lpr"))
    assert open_.causes == (Cause(CauseKind.MISSING, "d"),)


def test_a_year_of_a_series_is_named_and_one_that_does_not_exist_is_not_asked_for() -> None:
    year = (Node(Op.FACT, (), SeriesType(NUMBER), "s"), Node(Op.LITERAL, (), NUMBER, point(2021)), Node(Op.AT, (0, 1), NUMBER))
    assert opened(*year).causes == (Cause(CauseKind.MISSING, "s[2021]"),)
    assert opened(*year, s=Series({2021: Absent()}, WHOLE_LINE)).causes == (Cause(CauseKind.NOT_EXISTING, "s[2021]"),)


def test_a_quarter_of_a_series_is_named_as_a_facts_file_does() -> None:
    third = Node(Op.LITERAL, (), Scalar.QUARTER, point(2024 * 4 + 2))
    series = Node(Op.FACT, (), SeriesType(NUMBER, "quarter"), "v")
    assert opened(series, third, Node(Op.AT, (0, 1), NUMBER)).missing == ("v[2024Q3]",)
    quarter = Node(Op.CALENDAR, (0,), Scalar.QUARTER, "year_quarter")
    days = Interval(Fraction(date(2024, 9, 1).toordinal()), Fraction(date(2025, 1, 1).toordinal()))
    open_ = opened(fact("d", Scalar.DATE), quarter, series, Node(Op.AT, (2, 1), NUMBER), d=days)
    assert open_.missing == ("v[2024Q3]", "v[2024Q4]", "v[2025Q1]", "d")


def test_an_amount_that_the_document_does_not_state_is_never_asked_for() -> None:
    open_ = opened(Node(Op.UNKNOWN, (), Scalar.MONEY, Open(Cause(CauseKind.UNSTATED, "奖励.金额"))))
    assert open_.missing == ()
    assert open_.unanswerable == (Cause(CauseKind.UNSTATED, "奖励.金额"),)


def test_what_a_body_decides_is_left_to_it_and_never_asked_for() -> None:
    decided = (Cause(CauseKind.DISCRETION, "市工信局"),)
    assert opened(fact("k")).causes == decided
    year = (Node(Op.FACT, (), SeriesType(NUMBER), "z"), Node(Op.LITERAL, (), NUMBER, point(2021)), Node(Op.AT, (0, 1), NUMBER))
    assert opened(*year).causes == decided


def test_growth_over_a_base_that_is_not_above_zero_is_undefined_and_the_value_is_not_asked_for() -> None:
    growth = (fact("a"), fact("b"), Node(Op.GROWTH, (0, 1), NUMBER))
    assert opened(*growth, b=point(0)).causes == (Cause(CauseKind.NO_GROWTH, "b"),)
    assert opened(*growth, b=Interval(None, Fraction(-1))).causes == (Cause(CauseKind.NO_GROWTH, "b"),)
    assert opened(*growth, b=Interval(Fraction(-1), Fraction(1))).missing == ("a", "b")


BANDS = Bands(((Fraction(1), True), (Fraction(2), True), (Fraction(3), True)), (0, 1, None, 1))


def test_of_a_table_of_bands_only_the_values_that_can_still_be_reached_are_asked_for() -> None:
    table = (fact("a"), fact("b"), fact("k"), Node(Op.BAND, (0, 1, 2), NUMBER, BANDS))
    assert opened(*table, a=Interval(Fraction(0), Fraction(1, 2))).causes == (Cause(CauseKind.MISSING, "b"),)
    assert opened(*table, a=Interval(Fraction(3), Fraction(4))).causes == (Cause(CauseKind.DISCRETION, "市工信局"),)
    assert opened(*table).missing == ("a", "b")


def test_a_number_in_a_gap_of_a_table_has_no_value() -> None:
    table = (fact("a"), fact("b"), Node(Op.BAND, (0, 1, 1), NUMBER, BANDS))
    assert opened(*table, a=point(2)).causes == (Cause(CauseKind.UNDEFINED, "a"),)
    assert opened(*table, a=Interval(Fraction(2), Fraction(4)), b=point(1)).missing == ("a",)


def two_exceptions(*overridden_by: tuple[int, ...]) -> tuple[Node, ...]:
    node = Node(Op.EXCEPTIONS, (3, 0, 2, 1, 3), NUMBER, Exceptions(("山区", "首次"), overridden_by))
    return (P, Q, fact("a"), fact("b"), node)


def test_an_exception_that_does_not_apply_or_is_overridden_is_not_asked_for() -> None:
    assert opened(*two_exceptions((), ()), p=T, q=F).missing == ("a",)
    assert opened(*two_exceptions((1,), ()), p=T, q=T).missing == ("b",)
    assert opened(*two_exceptions((1,), ()), p=F).missing == ("b", "q")


def test_exceptions_that_contradict_each_other_are_named() -> None:
    conflict = Cause(CauseKind.CONFLICT, "山区、首次", (("山区", ""), ("首次", "")))
    assert opened(*two_exceptions((), ()), p=T, q=T, a=point(1), b=point(2)).causes == (conflict,)
    assert opened(*two_exceptions((), ()), p=T, q=T, a=point(2), b=point(2)) == WhyOpen()
    assert opened(*two_exceptions((), ()), p=T, a=point(1), b=point(2)).missing == ("q",)


def test_a_comparison_of_enum_values_asks_for_the_open_side() -> None:
    nodes = (fact("c"), Node(Op.LITERAL, (), NUMBER, Symbol("red")), Node(Op.COMPARE, (0, 1), Scalar.BOOL, Comparator.EQ))
    program = program_of(*nodes)
    answers = evaluate(program, Case({"c": Symbol(None)}, date(2022, 1, 1), {}))
    assert why_open(program, answers, 2).missing == ("c",)
