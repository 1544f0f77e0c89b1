"""Whole random policies: which constructs of the language occur in them, and what holds of each.

`python benchmarks/wild.py policies --count 200` draws so many policies and prints what broke; `mistakes` makes so many mistakes
in such policies and prints how they are reported. With `--keep FILE` what was found is kept, and
`python benchmarks/wild.py page FILE …` makes docs/testing/policies.md of such files: a long run may be cut into several.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

from attrs import asdict, define, field
from jsonschema import Draft202012Validator

import policyrules
from policyrules.backends.reference import evaluate
from policyrules.core.case import Answers
from policyrules.core.facts import read_case
from policyrules.core.invariants import check_invariants
from policyrules.core.lower import lower
from policyrules.core.program import Node, Op, Program, Quantifier
from policyrules.diagnostics import FactsError, Language
from policyrules.policy import Policy
from policyrules.syntax import ast
from policyrules.syntax.formatter import print_file
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import Trial, draw_trial
from policyrules.testing.mistaken import mistakes
from policyrules.testing.mistaken.mistakes import KINDS, wrong_text
from policyrules.testing.selfcheck.metamorphic import changes, differences
from policyrules.testing.wild.policies import WildPolicy, draw_policy
from policyrules.values.answers import Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth

CLONE = Path(__file__).parents[1]
PAGE = CLONE / "docs" / "testing" / "policies.md"

#: So many policies are drawn for the page, and so many mistakes are made.
COUNT = 10_000

_LANGUAGES: tuple[Language, Language] = ("zh", "en")


# --- what holds -------------------------------------------------------------------------------------------------------


@define(eq=False)
class Case:
    """A random policy, lowered once, and an enterprise."""

    wild: WildPolicy
    seed: int
    _built: Policy | None = field(default=None, init=False)

    @property
    def policy(self) -> Policy:
        if self._built is None:
            self._built = self.wild.build()
        return self._built

    def trial(self, number: int = 0) -> Trial:
        """Return an enterprise."""
        return draw_trial(self.policy, Seeded(self.seed + number))


def checks(case: Case) -> Iterator[str]:
    """Checking has nothing to say, neither an error nor a warning"""
    for one in case.wild.diagnostics:
        yield f"{one.code}: {one.message('en')}"


def prints(case: Case) -> Iterator[str]:
    """Its text is read as the tree that was printed"""
    if not ast.same(case.wild.checked.tree, case.wild.tree):
        yield "the text is read as another tree"


def translates(case: Case) -> Iterator[str]:
    """The text in the other language is read as the same tree, from which both texts are printed again, and asks the same"""
    texts = {language: case.wild.text_in(language) for language in _LANGUAGES}
    other: Language = "en" if case.wild.language == "zh" else "zh"
    checked = case.wild.examine(texts[other])
    if checked.diagnostics or not ast.same(checked.tree, case.wild.tree):
        yield f"the text in {other} is read as another tree"
    elif any(print_file(checked.tree, language) != texts[language] for language in _LANGUAGES):
        yield "it is printed otherwise"
    elif lower(checked).program.ids != case.policy.program.ids:
        yield "in the other language it asks other questions"


def lowers(case: Case) -> Iterator[str]:
    """It can be lowered, and the invariants of lowering hold"""
    check_invariants(case.policy.program)
    yield from ()


def answers_shrink(case: Case) -> Iterator[str]:
    """A fact that becomes known only ever shrinks the answers, those about each record too"""
    program, trial = case.policy.program, case.trial(1)
    choices = Seeded(case.seed)
    known = {name: value for name, value in trial.facts.items() if choices.chance(50)}
    some, every = (_answers(program, trial, facts) for facts in (known, trial.facts))
    yield from uncovered(program.nodes, some, every)


def _answers(program: Program, trial: Trial, facts: Mapping[str, object]) -> Answers:
    return evaluate(program, read_case(program, facts, trial.day, dict(trial.readings)))


def uncovered(nodes: Sequence[Node], general: Answers, special: Answers) -> Iterator[str]:
    """Yield the nodes whose answer with fewer facts does not allow the answer with more."""
    for index, (one, other) in enumerate(zip(general.values, special.values, strict=True)):
        if not covers(one, other):
            yield f"{nodes[index].op}: {one} does not allow {other}"
    for index, rows in general.bodies.items():
        body = nodes[index].body
        others = special.bodies.get(index, ())
        for one_row, other_row in zip(rows, others, strict=False):
            if body is not None and len(rows) == len(others):
                yield from uncovered(body.nodes, one_row, other_row)


def covers(general: Answer, special: Answer) -> bool:
    """Say whether an answer allows what it turned out to be."""
    match general, special:
        case Truth(), Truth():
            return general is Truth.U or general is special
        case Interval(low, high), Interval(low=least, high=most):
            return (low is None or (least is not None and low <= least)) and (
                high is None or (most is not None and most <= high)
            )
        case Symbol(value), Symbol():
            return value is None or general == special
        case Maybe(inside), Maybe(narrower):
            return covers(inside, narrower)
        case Maybe(inside), _:
            return isinstance(special, Absent) or covers(inside, special)
        case (Absent(), Absent()) | (Records(), _) | (Series(), _):
            return True
        case _:
            return False


def totals_are_bounded(case: Case) -> Iterator[str]:
    """Nothing is given below nothing, and all awards together give no more than their amounts"""
    try:
        decision = case.policy.decide(case.trial(2).facts, case.trial(2).day)
    except FactsError:
        return
    total, awards = decision.total, [one.amount for one in decision.entitlements if one.amount is not None]
    of_money = [amount.interval for amount in awards if amount.kind == "amount"]
    if any(amount.low is None or amount.low < 0 for amount in of_money):
        yield "an amount may be below nothing"
    if total is None or total.beside or decision.outline.used:
        return
    if total.interval.low is None or total.interval.low < 0:
        yield "the total may be below nothing"
    highs = [amount.high for amount in of_money]
    if None not in highs and (total.interval.high is None or total.interval.high > sum(h for h in highs if h is not None)):
        yield "the total may be above the sum of all amounts"


def is_told(case: Case) -> Iterator[str]:
    """Every decision is told as text and Markdown in both languages, and its document fits the schema"""
    trial = case.trial(3)
    try:
        decision = case.policy.decide(trial.facts, trial.day, dict(trial.readings))
    except FactsError as error:
        if {one.code for one in error.diagnostics} != {"fact-relation"}:
            yield f"its own facts are refused: {error}"
        return
    for language in _LANGUAGES:
        if not decision.to_text(language).strip() or not decision.to_markdown(language).strip():
            yield f"nothing is told in {language}"
    for error in validator().iter_errors(decision.to_json(explanations=case.seed % 5 == 0)):
        yield f"the document does not fit its schema: {error.message[:80]}"
    for outcome in decision.entitlements:
        if outcome.explain().fold() is not outcome.truth:
            yield f"the explanation of {outcome.name} comes to another verdict"
        if (outcome.truth is Truth.U) != bool(outcome.missing or outcome.causes):
            yield f"{outcome.name} is open for no reason, or is not and has one"


@cache
def validator() -> Any:
    """Return what holds documents against the schema of decisions."""
    return Draft202012Validator(policyrules.decision_schema())


def is_the_same_when_changed(case: Case) -> Iterator[str]:
    """Renaming, reordering, dividing, translating, respelling and commenting change no decision"""
    for changed in changes(case.policy, Seeded(case.seed)):
        yield from differences(case.policy, changed, case.trial(4))


#: What is held of each policy; nothing is asked of one that does not check.
PROPERTIES: tuple[Callable[[Case], Iterator[str]], ...] = (
    checks, prints, lowers, translates, answers_shrink, totals_are_bounded, is_told, is_the_same_when_changed,
)  # fmt: skip

#: What is costly is asked of one policy in so many.
EVERY = {translates: 10, totals_are_bounded: 10, is_told: 10, is_the_same_when_changed: 50}


# --- one policy -------------------------------------------------------------------------------------------------------


@define
class Seen:
    """What was seen of some policies."""

    policies: int = 0
    lines: int = 0
    nodes: int = 0
    asked: Counter[str] = field(factory=Counter)
    held: Counter[str] = field(factory=Counter)
    broken: list[tuple[int, str, str]] = field(factory=list)
    constructs: Counter[str] = field(factory=Counter)
    seconds: Counter[str] = field(factory=Counter)

    def add(self, other: "Seen") -> None:
        self.policies += other.policies
        self.lines += other.lines
        self.nodes += other.nodes
        self.asked += other.asked
        self.held += other.held
        self.broken += other.broken
        self.constructs += other.constructs
        self.seconds += other.seconds


def look(seed: int) -> Seen:
    """Draw a policy, hold everything of it, and count what occurs in it."""
    seen, begun = Seen(policies=1), time.process_time()
    wild = draw_policy(Seeded(seed))
    case = Case(wild, seed)
    seen.seconds["drawn"] = time.process_time() - begun  # type: ignore[assignment]
    for held in PROPERTIES:
        if seed % EVERY.get(held, 1) or seen.broken:
            continue
        begun = time.process_time()
        found = _found(held, case)
        seen.seconds[held.__name__] = time.process_time() - begun  # type: ignore[assignment]
        seen.held[held.__name__] += not found
        seen.asked[held.__name__] += 1
        seen.broken += [(seed, held.__name__, one) for one in found]
    if not seen.broken:
        seen.lines = wild.text.count("\n")
        seen.nodes = len(case.policy.program.nodes)
        seen.constructs.update({f"operator {op}" for op in _operators(case.policy.program.nodes)})
    seen.constructs.update(set(occurring(wild)))
    return seen


def _found(held: Callable[[Case], Iterator[str]], case: Case) -> list[str]:
    try:
        return list(held(case))
    except Exception:  # whatever goes wrong is what is looked for
        return [traceback.format_exc(limit=-3)]


def occurring(wild: WildPolicy) -> Iterator[str]:
    """Yield the constructs that occur in a policy: the classes of its nodes, and what tells those of one class apart."""
    waiting: list[ast.Tree] = [wild.tree, *(one.tree for one in wild.used)]
    while waiting:
        node = waiting.pop()
        name = type(node).__name__
        yield name
        for attribute in ("key", "kind", "operator", "operators", "mode", "unit", "boundary", "each"):
            told = getattr(node, attribute, None)
            if told is not None:
                yield f"{name} {attribute} {'–'.join(told) if isinstance(told, tuple) else told}"
        waiting += ast.children(node)


def _operators(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        kind = node.data[0] if isinstance(node.data, tuple) and isinstance(node.data[0], Quantifier) else None
        yield str(node.op.value) if kind is None else f"{node.op.value} {kind.value}"
        if node.body is not None:
            yield from _operators(node.body.nodes)


# --- wrong texts ------------------------------------------------------------------------------------------------------


@define
class Reported:
    """How mistakes of each kind were reported."""

    made: Counter[str] = field(factory=Counter)
    right: Counter[str] = field(factory=Counter)
    spurious: Counter[str] = field(factory=Counter)
    examples: list[str] = field(factory=list)

    def add(self, other: "Reported") -> None:
        self.made += other.made
        self.right += other.right
        self.spurious += other.spurious
        self.examples += other.examples


def make_mistakes(seed: int) -> Reported:
    """Make some mistakes in a policy, of kinds that take turns, and see how they are reported."""
    reported, policy = Reported(), draw_policy(Seeded(seed)).checked
    kinds = tuple(KINDS)
    for place in range(_TURN):
        kind = kinds[(seed * _TURN + place) % len(kinds)]
        wrong = wrong_text(policy, Seeded(seed + place), kinds=(kind,))
        if wrong is None:
            continue
        said = wrong.diagnostics()
        spurious = wrong.spurious(said)
        reported.made[kind] += 1
        reported.right[kind] += wrong.is_reported(said)
        reported.spurious[kind] += bool(spurious)
        if spurious or not wrong.is_reported(said):
            codes = ", ".join(one.code for one in (spurious or said)[:3])
            reported.examples.append(f"seed {seed}, {kind}, line {wrong.line}: {codes}")
    return reported


#: So many kinds of mistakes are tried on each policy.
_TURN = 6


# --- all of them --------------------------------------------------------------------------------------------------------

#: Of so many policies it is told at once how far it is.
_AT_ONCE = 48


def look_at(seeds: Sequence[int], workers: int | None = None) -> Seen:
    """Look at the policies of some seeds, and print what breaks as it is found."""
    seen = Seen()
    with ProcessPoolExecutor(workers) as pool:
        for one in pool.map(look, seeds, chunksize=8):
            seen.add(one)
            for seed, held, what in one.broken:
                print(f"seed {seed}, {held}: {what}", flush=True)
            if seen.policies % _AT_ONCE == 0:
                print(f"{seen.policies:,} policies, {len(seen.broken)} broken", file=sys.stderr, flush=True)
    return seen


def mistakes_in(count: int, seed: int, workers: int | None = None) -> Reported:
    """Make so many mistakes, or a few more, in the policies from a seed on; print what is not reported as it should be."""
    reported = Reported()
    with ProcessPoolExecutor(workers) as pool:
        while reported.made.total() < count:
            for one in pool.map(make_mistakes, range(seed, seed + _AT_ONCE), chunksize=8):
                reported.add(one)
                print(*(f"{example}\n" for example in one.examples), sep="", end="", flush=True)
            print(f"{reported.made.total():,} mistakes", file=sys.stderr, flush=True)
            seed += _AT_ONCE
    return reported


# --- the page ---------------------------------------------------------------------------------------------------------


@define
class Measured:
    """What was found, by which state of the library, and how long it took."""

    part: str
    seed: int
    commit: str
    minutes: float
    found: Seen | Reported
    others: list[int] = field(factory=list)

    def to_json(self) -> str:
        """Return it as a file that is kept."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, path: Path) -> "Measured":
        """Read a file that was kept."""
        read = json.loads(path.read_text(encoding="utf-8"))
        found = read.pop("found")
        counted: dict[str, Any] = {name: Counter(value) if isinstance(value, dict) else value for name, value in found.items()}
        return cls(**read, found=Seen(**counted) if read["part"] == "policies" else Reported(**counted))

    def told(self) -> str:
        """Say what was measured, where, and how long it took."""
        seeds = ", ".join(map(str, [self.seed, *self.others]))
        return (
            f"In runs from the seeds {seeds} on, at commit `{self.commit}`, in {self.minutes:.0f} minutes of one of the "
            f"{os.cpu_count()} processors ({platform.machine()}), which did other work beside it."
        )


def together(part: str, measured: Iterable[Measured]) -> Measured:
    """Return what several runs of one part have found, all by the same state of the library."""
    first, *others = sorted((one for one in measured if one.part == part), key=lambda one: one.seed)
    for other in others:
        if other.commit != first.commit:
            raise ValueError(f"{part} were measured at {first.commit} and at {other.commit}")
        first.found.add(other.found)  # type: ignore[arg-type]
        first.minutes += other.minutes
        first.others.append(other.seed)
    return first


def commit() -> str:
    """Return what state of the library is measured."""
    git = ["git", "-C", str(CLONE)]
    head = subprocess.run([*git, "rev-parse", "--short=10", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    changed = subprocess.run([*git, "status", "--porcelain"], capture_output=True, text=True, check=True).stdout.strip()
    return f"{head}, changed" if changed else head


def page(policies: Measured, mistakes: Measured) -> str:
    """Return the page: what was held, how mistakes were reported, and how often each construct occurs."""
    seen, reported = policies.found, mistakes.found
    assert isinstance(seen, Seen) and isinstance(reported, Reported)
    parts = (_head(), _properties(seen), (policies.told(),), _mistakes(reported), (mistakes.told(),), _constructs(seen))
    return "\n".join(line for part in parts for line in (*part, ""))


def _head() -> Iterator[str]:
    yield "# 随机政策 · Random policies"
    yield ""
    yield "随机起草政策，逐份检查、降为程序并判定；另在其中逐一造出差错，看报在哪一行。"
    yield ""
    yield (
        "Policies drawn at random, checked, lowered and decided with; and mistakes made in them, to see where they are "
        "reported. Written by `benchmarks/wild.py`; do not edit it by hand."
    )
    yield ""
    yield "`policyrules.testing.wild.policies.draw_policy` draws them, `policyrules.testing.mistaken.mistakes.wrong_text` makes"
    yield "the mistakes, and the [strategies](strategies.md) `policies()` and `wrong_texts()` let Hypothesis do so."


def _properties(seen: Seen) -> Iterator[str]:
    yield "## What holds of each"
    yield ""
    yield (
        f"{seen.policies:,} policies, on average of {seen.lines / seen.policies:.0f} lines and of "
        f"{seen.nodes / seen.policies:.0f} questions. "
        f"Drawing one takes {1000 * seen.seconds['drawn'] / seen.policies:.0f} milliseconds."
    )
    yield ""
    yield "| | policies | held | milliseconds of each |"
    yield "|---|---|---|---|"
    for held in PROPERTIES:
        name, asked = held.__name__, seen.asked[held.__name__]
        spent = 1000 * seen.seconds[name] / max(1, asked)
        yield f"| {(held.__doc__ or '').strip()} | {asked:,} | {seen.held[name]:,} | {spent:.0f} |"
    yield ""
    if not seen.broken:
        yield "Nothing broke."
    for seed, held_, what in seen.broken:
        yield f"- Seed {seed} broke at `{held_}`: {what.strip().splitlines()[-1]}"


def _mistakes(reported: Reported) -> Iterator[str]:
    made, right, spurious = (counted.total() for counted in (reported.made, reported.right, reported.spurious))
    yield "## Wrong texts"
    yield ""
    yield (
        f"{made:,} texts with one mistake each, of {len(reported.made)} kinds: of {right / made:.2%} the line of the mistake "
        f"is reported; of {spurious / made:.2%} another line is reported too that the mistake does not explain."
    )
    yield ""
    yield from (line.strip() for line in (mistakes.__doc__ or "").split("\n\n")[-1].splitlines())
    yield ""
    yield "| kind of mistake | texts | on its line | with a spurious one |"
    yield "|---|---|---|---|"
    for kind in KINDS:
        yield f"| {kind} | {reported.made[kind]} | {reported.right[kind]} | {reported.spurious[kind]} |"


def _constructs(seen: Seen) -> Iterator[str]:
    yield "## What occurs"
    yield ""
    yield "In how many policies each class of nodes, each kind of them, and each operator of the program occurs."
    yield ""
    yield "| construct | policies |"
    yield "|---|---|"
    for name in sorted({*seen.constructs, *expected()}):
        yield f"| `{name}` | {seen.constructs[name]:,} |"


def expected() -> Iterator[str]:
    """Yield what has to occur: every class of nodes that the grammar makes, and every operator and quantifier."""
    classes = (one for one in vars(ast).values() if isinstance(one, type) and issubclass(one, ast.Tree) and one is not ast.Tree)
    yield from (one.__name__ for one in classes)
    yield from (f"operator {op.value}" for op in Op if op is not Op.EACH)
    yield from (f"operator each {kind.value}" for kind in Quantifier)


# --- running ------------------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw policies, or make mistakes, and print what broke; or write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parts = parser.add_subparsers(dest="part", required=True)
    for name in ("policies", "mistakes"):
        part = parts.add_parser(name)
        part.add_argument("--count", type=int, default=COUNT)
        part.add_argument("--seed", type=int, default=0)
        part.add_argument("--workers", type=int, default=os.cpu_count() or 1)
        part.add_argument("--keep", type=Path, default=None, metavar="FILE")
    writing = parts.add_parser("page")
    writing.add_argument("files", type=Path, nargs="+")
    asked = parser.parse_args(arguments)
    if asked.part == "page":
        read = [Measured.read(file) for file in asked.files]
        text = page(together("policies", read), together("mistakes", read))
        PAGE.write_text(text, encoding="utf-8", newline="\n")
        return 0
    measured = measure(asked.part, asked.count, asked.seed, asked.workers)
    if asked.keep is not None:
        asked.keep.write_text(measured.to_json(), encoding="utf-8", newline="\n")
    print(f"{measured.minutes:.1f} minutes at commit {measured.commit}")
    return 1 if isinstance(measured.found, Seen) and measured.found.broken else 0


def measure(part: str, count: int, seed: int, workers: int) -> Measured:
    """Measure a part, and print what came out."""
    begun, state = time.perf_counter(), commit()
    found: Seen | Reported
    if part == "policies":
        found = look_at(range(seed, seed + count), workers)
        print(f"{found.policies} policies, {len(found.broken)} broken: {dict(found.held)} of {dict(found.asked)}")
        print(f"never: {sorted(set(expected()) - set(found.constructs))}")
    else:
        found = mistakes_in(count, seed, workers)
        made, right, spurious = (counted.total() for counted in (found.made, found.right, found.spurious))
        print(f"{made} mistakes of {len(found.made)} kinds")
        print(f"{right / made:.2%} on the line, {spurious / made:.2%} with another one")
    return Measured(part, seed, state, workers * (time.perf_counter() - begun) / 60, found)


if __name__ == "__main__":
    sys.exit(main())
