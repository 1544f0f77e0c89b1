"""Changes of a policy that may not change a decision.

In: a checked policy and choices. Out: the same policy with its facts called otherwise, its declarations in another order, its
definitions moved into a policy that it uses, a fact more, the keywords of the other language, other white space and signs, or
comments; and, of an enterprise, in which answers the two differ. The text is changed where it is written, so that whatever a
person wrote is put to the test, not what the formatter makes of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from policyrules.checking.check import check
from policyrules.checking.graphs import walk
from policyrules.checking.policy import Binding, BindingKind, CheckedPolicy, Used
from policyrules.core.lower import lower
from policyrules.core.program import CauseKind, Node, Open
from policyrules.diagnostics import FactsError, Language, Severity
from policyrules.explain.decision import Decision
from policyrules.policy import Policy
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.canonical import canonical
from policyrules.syntax.formatter import print_file
from policyrules.syntax.lexer import lex
from policyrules.syntax.parser import parse
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.enterprises import Trial
from policyrules.testing.wild import nodes
from policyrules.testing.wild.nodes import made
from policyrules.values.answers import Answer

T = TypeVar("T")

#: A place of the text and what stands there instead.
Edit = tuple[int, int, str]


@frozen(eq=False)
class Changed:
    """A policy that was changed, how, and what its facts are called now, where they are called otherwise."""

    what: str
    policy: Policy
    names: Mapping[str, str] = field(factory=dict)

    def trial(self, trial: Trial) -> Trial:
        """Return an enterprise with its facts under the names that they have now."""
        return evolve(trial, facts={self.names.get(name, name): value for name, value in trial.facts.items()})


class NotChangedError(AssertionError):
    """The changed text is not right any more, or was not changed: a mistake of ours."""


def changes(policy: Policy, choices: Choices) -> Iterator[Changed]:
    """Yield the policy with each of the changes that can be made to it."""
    checked = policy.checked
    for what, change in CHANGES.items():
        changed = change(checked, choices)
        if changed is not None:
            text, used, names = changed
            yield Changed(what, _built(checked, what, text, used), names)


def _built(before: CheckedPolicy, what: str, text: str, more: Sequence[CheckedPolicy]) -> Policy:
    source = Source(before.source.name, text)
    tree, mistakes = parse(source)
    known = {used.use.path.text: used.policy for used in before.used} | {one.source.name: one for one in more}
    uses = (one for one in tree.declarations if isinstance(one, ast.Use))
    checked = check(source, tree, before.document, tuple(Used(use, known.get(use.path.text)) for use in uses))
    wrong = [d for d in (*mistakes, *checked.diagnostics) if d.severity is Severity.ERROR]
    if wrong:
        place = "" if wrong[0].span is None else wrong[0].span.source.line(wrong[0].span.first.line)
        raise NotChangedError(f"{what}: {wrong[0].message('en')}: {place}")
    return Policy(checked, lower(checked))


# --- the changes --------------------------------------------------------------------------------------------------------

Change = tuple[str, tuple[CheckedPolicy, ...], Mapping[str, str]]


def renamed(policy: CheckedPolicy, choices: Choices) -> Change | None:
    """Call each fact otherwise, wherever it is named."""
    shared = {name for used in policy.used if used.policy is not None for name in used.policy.values}
    declared = ((binding.declaration, name) for name, binding in policy.values.items() if name not in shared)
    lines = [(line, name) for line, name in declared if isinstance(line, ast.FieldLine)]
    facts: dict[ast.Tree | None, str] = dict(lines)
    if not facts:
        return None
    taken = {node.name for node in walk(policy.tree.declarations) if isinstance(node, ast.Name)}
    names: dict[str, str] = {}
    for number, name in enumerate(facts.values()):
        names[name] = next(new for new in (f"改名{n}" for n in range(number, number + len(taken) + 1)) if new not in taken)
        taken.add(names[name])
    edits = [
        (node.span.start, node.span.end, names[name])
        for node, name in _naming(policy, lambda binding: facts.get(binding.declaration))
    ]
    edits += [(line.name.span.start, line.name.span.end, names[name]) for line, name in lines]
    return _edited(policy.source.text, edits), (), names


def _naming(policy: CheckedPolicy, wanted: Callable[[Binding], str | None]) -> Iterator[tuple[ast.Name, str]]:
    """Yield the names in the text that are bound to what is wanted, each with what `wanted` makes of it."""
    for node in walk(policy.tree.declarations):
        binding = policy.bindings.get(node) if isinstance(node, ast.Name) else None
        found = None if binding is None else wanted(binding)
        if isinstance(node, ast.Name) and found is not None:
            yield node, found


def reordered(policy: CheckedPolicy, choices: Choices) -> Change:
    """Put the declarations into another order, and the entitlements of each measure."""
    others = [one for one in policy.tree.declarations if not isinstance(one, ast.Policy)]
    head = [one for one in policy.tree.declarations if isinstance(one, ast.Policy)]
    shuffled = [evolve(one, items=_apart(one, choices)) if isinstance(one, ast.Measure) else one for one in others]
    tree = evolve(policy.tree, declarations=(*head, *_shuffled(shuffled, choices)))
    return print_file(tree, "zh"), (), {}


def _apart(measure: ast.Measure, choices: Choices) -> tuple[ast.Item | ast.Entitlement | ast.Duty, ...]:
    """Return the items of a measure, its promises in another order after the rest."""
    promises = [item for item in measure.items if isinstance(item, ast.Entitlement | ast.Duty)]
    others = [item for item in measure.items if not isinstance(item, ast.Entitlement | ast.Duty)]
    return (*others, *_shuffled(promises, choices))


def _shuffled(things: Sequence[T], choices: Choices) -> list[T]:
    left, found = list(things), list[T]()
    while left:
        found.append(left.pop(choices.integer(0, len(left) - 1)))
    return found


def divided(policy: CheckedPolicy, choices: Choices) -> Change | None:
    """Move the definitions that stand on facts alone into a policy of their own, which this one then uses."""
    moved = _movable(policy)
    if not moved:
        return None
    name = next(new for new in (f"另部{n}" for n in range(1_000)) if new not in policy.values)
    places: dict[ast.Tree | None, str] = {define: define.name.name for define in moved}
    inside = {node for define in moved for node in walk([define])}
    naming = _naming(policy, lambda binding: places.get(binding.declaration))
    edits = [(node.span.start, node.span.start, f"{name}.") for node, _ in naming if node not in inside]
    text = policy.source.text
    for define in moved:
        end = text.find("\n", define.span.end)
        edits.append((define.span.start, len(text) if end < 0 else end + 1, ""))
    used = _part(policy, name, moved)
    return f'{_edited(text, edits).rstrip()}\n\nuse {name} "{used.source.name}"\n', (used,), {}


def _movable(policy: CheckedPolicy) -> list[ast.Define]:
    """Return the definitions that quote nothing and speak of nothing but facts, their types, and one another."""
    defines = [one for one in policy.all(ast.Define) if one.clause is None and not walked_quotes(one)]
    movable = [one for one in defines if _is_plain(one, policy)]
    while True:
        known = set(movable)
        kept = [one for one in movable if _defines_in(one, policy) <= known]
        if len(kept) == len(movable):
            return kept
        movable = kept


def walked_quotes(define: ast.Define) -> bool:
    """Say whether a definition or an exception to it quotes the document."""
    return bool(define.items) or any(exception.items for exception in define.exceptions)


_PLAIN = frozenset(
    {
        BindingKind.FACT, BindingKind.DEFINITION, BindingKind.FUNCTION, BindingKind.BUILTIN, BindingKind.MEMBER,
        BindingKind.RECORD, BindingKind.FIELD, BindingKind.ARGUMENT,
    }
)  # fmt: skip


def _is_plain(define: ast.Define, policy: CheckedPolicy) -> bool:
    """Say whether all that a definition speaks of can be declared in another policy just as it is here."""
    for node in walk([define]):
        binding = policy.bindings.get(node) if isinstance(node, ast.Name) else None
        declared = None if binding is None else binding.declaration
        if isinstance(node, ast.Unstated | ast.Discretion):
            return False
        if binding is not None and (binding.kind not in _PLAIN or isinstance(declared, ast.Reading)):
            return False
        if declared is not None and declared.span.source is not policy.source:
            return False
    return True


def _defines_in(define: ast.Define, policy: CheckedPolicy) -> set[ast.Define]:
    bound = (policy.bindings.get(node) for node in walk([define]) if isinstance(node, ast.Name))
    return {one.declaration for one in bound if one is not None and isinstance(one.declaration, ast.Define)}


def _part(policy: CheckedPolicy, name: str, moved: Sequence[ast.Define]) -> CheckedPolicy:
    """Return the policy that the definitions are moved into, with the facts and types that they speak of."""
    named = {policy.bindings[n].declaration for n in walk(moved) if isinstance(n, ast.Name) and n in policy.bindings}
    facts = [line for one in policy.all(ast.Facts) for line in one.lines if line in named]
    types = [*policy.all(ast.Enum), *policy.all(ast.Record)]
    head = made(
        ast.Policy,
        nodes.name(name),
        nodes.text(name),
        (
            made(ast.TextItem, "number", name),
            made(ast.TextItem, "issuer", name),
            made(ast.ExpressionItem, "issued", nodes.day(date(2000, 1, 1))),
            made(ast.WindowItem, "in_force", nodes.day(date(2000, 1, 1)), None, None),
            made(ast.OrLessItem, "or_less", policy.or_less),
        ),
    )
    tree = made(ast.File, (head, *types, *([made(ast.Facts, tuple(facts))] if facts else []), *moved))
    source = Source(f"{name}.pol", print_file(tree, "zh"))
    read, mistakes = parse(source)
    checked = check(source, read, None, tuple(used for used in policy.used if used.use in read.declarations))
    return evolve(checked, diagnostics=(*mistakes, *checked.diagnostics))


def with_a_fact_more(policy: CheckedPolicy, choices: Choices) -> Change:
    """Declare a fact that nothing asks for."""
    name = next(new for new in (f"旁注{n}" for n in range(1_000)) if new not in policy.values)
    kind = choices.pick(("文本", "money", "整数 按年"))
    return f"{policy.source.text.rstrip()}\n\nfacts:\n    {name}: {kind}\n", (), {}


def translated(policy: CheckedPolicy, choices: Choices) -> Change:
    """Write the keywords in the other language."""
    english = _canonical(policy.source.text, "en")
    return (_canonical(english, "zh") if english == policy.source.text else english), (), {}


def _canonical(text: str, keywords: Language | None) -> str:
    found, mistakes = canonical(Source("changed.pol", text), keywords)
    if found is None:
        raise NotChangedError(f"translated: {mistakes[0].message('en')}")
    return found


#: Signs and their twins.
_TWINS = {
    "COLON": (":", "："), "COMMA": (",", "，"), "LPAR": ("(", "（"), "RPAR": (")", "）"), "PAUSE": ("、", "､"),
    "GE": (">=", "≥"), "LE": ("<=", "≤"), "GT": (">", "＞"), "LT": ("<", "＜"), "TIMES_SIGN": ("*", "×"), "PLUS": ("+", "＋"),
    "DIVIDE": ("/", "÷"),
}  # fmt: skip


def respelled(policy: CheckedPolicy, choices: Choices) -> Change:
    """Write signs by their twins, with more white space around them, and with blank lines between lines."""
    edits: list[Edit] = []
    for line in lex(policy.source).lines:
        for token in line.tokens:
            if token.kind in _TWINS and choices.chance(40):
                edits.append((token.start, token.end, choices.pick(_TWINS[token.kind])))
        last = line.tokens[-1]
        if last.kind != "QUOTE_LINE" and choices.chance(20):
            edits.append((last.end, last.end, "  "))
        if choices.chance(10):
            edits.append((line.start - len(line.indent), line.start - len(line.indent), "\n"))
    return _edited(policy.source.text, edits), (), {}


def commented(policy: CheckedPolicy, choices: Choices) -> Change:
    """Write comments on lines of their own, and after what stands on a line."""
    edits: list[Edit] = []
    for line in lex(policy.source).lines:
        first, last = line.start - len(line.indent), line.tokens[-1]
        if choices.chance(25):
            edits.append((first, first, choices.pick(("# 注: “甲” 至 乙\n", "    # 条文:\n", "#\n"))))
        if last.kind not in ("QUOTE_LINE", "COMMENT") and choices.chance(25):
            edits.append((last.end, last.end, "  # 见 @二(一)"))
    return _edited(policy.source.text, edits), (), {}


def _edited(text: str, edits: Sequence[Edit]) -> str:
    for start, end, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        text = text[:start] + new + text[end:]
    return text


#: Every change by what it is called.
CHANGES: Mapping[str, Callable[[CheckedPolicy, Choices], Change | None]] = {
    "facts renamed": renamed,
    "declarations reordered": reordered,
    "definitions moved into a used policy": divided,
    "a fact more": with_a_fact_more,
    "keywords translated": translated,
    "signs and white space": respelled,
    "comments": commented,
}


#: After these, questions have other ids: an id says the names of facts, and a total the order of its awards.
OTHER_QUESTIONS = frozenset({"facts renamed", "declarations reordered"})


# --- what differs -------------------------------------------------------------------------------------------------------


def differences(policy: Policy, changed: Changed, trial: Trial) -> tuple[str, ...]:
    """Return in what the decisions of a policy and of the changed one differ about an enterprise."""
    before, after = (_told(one, which) for one, which in ((policy, trial), (changed.policy, changed.trial(trial))))
    back = {new: old for old, new in changed.names.items()}
    if before is None or after is None:
        return () if before is after else (f"{changed.what}: only one of the two refuses the facts",)
    data = _data(after, back)
    found = [key for key, value in _data(before, {}).items() if data.get(key) != value]
    if _asks_the_same(changed, before):
        found += _other_answers(before, after)
    return tuple(f"{changed.what}: {key}" for key in found)


def _asks_the_same(changed: Changed, before: Decision) -> bool:
    """Say whether the questions have the same ids: what is said of `最早一年` is part of one, and names definitions."""
    moved = CHANGES.get(changed.what) is divided
    return changed.what not in OTHER_QUESTIONS and not (moved and any(_is_no_period(node) for node in before.program.nodes))


def _is_no_period(node: Node) -> bool:
    return isinstance(node.data, Open) and node.data.cause.kind is CauseKind.NO_PERIOD


def _told(policy: Policy, trial: Trial) -> Decision | None:
    """Return the decision; `None` where the facts are refused."""
    try:
        return policy.decide(trial.facts, trial.day, dict(trial.readings))
    except FactsError:
        return None


def _other_answers(before: Decision, after: Decision) -> list[str]:
    """Return the nodes that only one of two programs has, or that they answer otherwise; their ids are the same."""
    answers: list[Mapping[str, Answer]] = [
        dict(zip(one.program.ids, one.answers.values, strict=True)) for one in (before, after)
    ]
    first, second = answers
    return [f"node {key}" for key, answer in first.items() if second.get(key) != answer]


def _data(decision: Decision, names: Mapping[str, str]) -> dict[str, Any]:
    """Return what a decision says apart from words, by what it is about; `names` are what its facts were called before."""
    found: dict[str, Any] = {}
    for one in decision.entitlements:
        spec, amount = one.spec, one.amount
        found[f"{one.id} verdict"] = one.verdict
        found[f"{one.id} promise"] = (spec.measure, one.clause, one.verb, one.modality, one.quotes, spec.lead)
        found[f"{one.id} units"] = [(unit.name, unit.title, unit.resolved) for unit in one.units]
        found[f"{one.id} windows"] = one.windows
        found[f"{one.id} missing"] = _under(names, one.missing)
        if amount is not None:
            values = (amount.kind, amount.status, amount.interval, amount.alternatives, amount.indicative)
            found[f"{one.id} amount"] = (*values, _under(names, one.missing_for_amount))
    for tier in decision.tiers:
        found[f"tier {tier.spec.name}"] = (tier.held, tier.qualifies, tier.expires, _under(names, tier.missing))
    total = decision.total
    found["total"] = None if total is None else (total.interval, sorted(total.alternatives))
    return found


def _under(names: Mapping[str, str], missing: Sequence[str]) -> list[str]:
    """Return the facts that are missing under the names that they had, sorted: their order says nothing."""
    facts = ((path.partition("[")[0], path) for path in missing)
    return sorted(names.get(fact, fact) + path[len(fact) :] for fact, path in facts)
