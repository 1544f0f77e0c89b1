"""Whole random policies that are right, with the documents that they quote.

In: a `Choices`. Out: a `WildPolicy`: its tree, its text in either language, its document, and the policy that it uses, where it
uses one. It checks without a diagnostic; every construct of the language occurs sooner or later.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from attrs import evolve, frozen

from policyrules.checking import constants
from policyrules.checking.check import check
from policyrules.checking.policy import CheckedPolicy, Used
from policyrules.core.lower import lower
from policyrules.diagnostics import Diagnostic, Language, PolicyError
from policyrules.policy import Policy
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.formatter import print_file
from policyrules.syntax.parser import parse
from policyrules.testing.drawing.choices import Choices, Seeded
from policyrules.testing.wild import nodes
from policyrules.testing.wild.conditions import Conditions
from policyrules.testing.wild.definitions import Definitions
from policyrules.testing.wild.document import Document, Numbering
from policyrules.testing.wild.measures import Measures
from policyrules.testing.wild.nodes import made
from policyrules.testing.wild.properties import Properties
from policyrules.testing.wild.pruning import N, prune
from policyrules.testing.wild.scenarios import Scenarios
from policyrules.testing.wild.words import statement
from policyrules.testing.wild.world import FIRST_DAY, OUTSIDE, DeclaredAward, World
from policyrules.values.types import Scalar

#: How much there is of everything in a policy, where nothing else is asked for.
SIZE = 4


@frozen(eq=False, slots=False)
class WildPolicy:
    """A policy that nobody wrote. `name` is that of its file, `used` are the policies that it uses."""

    name: str
    tree: ast.File
    document: str
    document_name: str
    used: tuple["WildPolicy", ...] = ()

    @cached_property
    def text(self) -> str:
        """The text of the policy, in the words of its document's language."""
        return self.text_in(self.language)

    @property
    def language(self) -> Language:
        """The language of the document."""
        head = next(one for one in self.tree.declarations if isinstance(one, ast.Policy))
        is_english = any(isinstance(item, ast.TextItem) and item.text == "en" for item in head.items)
        return "en" if is_english else "zh"

    def text_in(self, language: Language) -> str:
        """Return the text of the policy with the keywords of a language."""
        return print_file(self.tree, language)

    @property
    def files(self) -> Mapping[str, str]:
        """The files that make up the policy: its text, its document, and those of what it uses."""
        own = {self.name: self.text, self.document_name: self.document}
        return {**{name: text for one in self.used for name, text in one.files.items()}, **own}

    def examine(self, text: str | None = None) -> CheckedPolicy:
        """Parse and check the policy, or another text in its place."""
        source = Source(self.name, self.text if text is None else text)
        tree, mistakes = parse(source)
        policies = {one.name: one.checked for one in self.used}
        uses = [one for one in tree.declarations if isinstance(one, ast.Use)]
        used = tuple(Used(use, policies.get(use.path.text)) for use in uses)
        checked = check(source, tree, Source(self.document_name, self.document), used, is_part=bool(mistakes))
        return evolve(checked, diagnostics=(*mistakes, *checked.diagnostics))

    @cached_property
    def checked(self) -> CheckedPolicy:
        """The policy, checked."""
        return self.examine()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What checking says of it; nothing, unless something is wrong with us."""
        return self.checked.diagnostics

    def build(self) -> Policy:
        """Return the policy ready to decide. Raises `PolicyError` where it is not right."""
        if self.diagnostics:
            raise PolicyError(self.diagnostics)
        return Policy(self.checked, lower(self.checked))


def policies(seed: int, *, size: int = SIZE) -> Iterator[WildPolicy]:
    """Yield policies without end, the same for the same seed."""
    while True:
        yield draw_policy(Seeded(seed), size=size)
        seed += 1


def draw_policy(choices: Choices, *, size: int = SIZE) -> WildPolicy:
    """Return a policy; `size` bounds how much there is of everything in it."""
    if choices.chance(25):
        used = _draw(choices, max(1, size // 2), "国标法", set(), None, is_used=True)
        return _draw(choices, size, "办法", set(used.world.taken), used).policy
    return _draw(choices, size, "办法", set(), None).policy


# --- one policy -------------------------------------------------------------------------------------------------------


@frozen(eq=False)
class _Drawn:
    """A policy and the world that it was drawn in."""

    policy: WildPolicy
    world: World
    has_rules: bool


def _draw(choices: Choices, size: int, called: str, taken: set[str], used: "_Drawn | None", *, is_used: bool = False) -> _Drawn:
    english = choices.chance(15)
    chinese: tuple[Numbering, ...] = ("flat", "nested", "articles")
    numbering: Numbering = "english" if english else choices.pick(chinese)
    document = Document("en" if english else "zh", numbering)
    world = World(choices, size, document, taken, language=document.language, budget=60 * size)
    world.or_less = not choices.chance(20)
    drafting = _Drafting(world, used, is_used=is_used)
    if used is not None:
        _offer(used.world, world, "国标")
    tree = drafting.file(called)
    policies = (used.policy,) if used is not None and world.spoken_of else ()
    return _Drawn(
        WildPolicy(f"{called}.pol", tree, document.text(), f"{called}.txt", policies), world, drafting.has_rules(tree)
    )


def _offer(used: World, world: World, name: str) -> None:
    """Let a policy speak of what another declares."""
    world.taken |= {name}

    def elsewhere(called: str) -> Callable[[], ast.Access]:
        def reference() -> ast.Access:
            world.spoken_of.add(name)
            return made(ast.Access, nodes.name(name), nodes.name(called))

        return reference

    def offered(theirs: Sequence[N]) -> list[N]:
        own = (one for one in theirs if one.is_own)
        return [evolve(one, reference=elsewhere(one.name), is_own=False) for one in own]  # type: ignore[misc]

    world.facts += offered(used.facts)
    world.lists += offered(used.lists)
    world.series += offered(used.series)
    world.parameters += offered(used.parameters)
    world.definitions += offered(used.definitions)
    world.functions += offered(used.functions)
    world.tiers += offered(used.tiers)
    world.scores += offered(used.scores)
    world.awards += offered(used.awards)


@frozen(eq=False)
class _Drafting:
    """The drafting of one policy, from its head to its trial cases."""

    world: World
    used: "_Drawn | None"
    is_used: bool

    def file(self, called: str) -> ast.File:
        """Return the whole tree."""
        world, choices = self.world, self.world.choices
        conditions = Conditions(world)
        definitions = Definitions(world, conditions)
        measures = Measures(world, conditions, definitions.tables)
        in_force = self._in_force(measures)
        drawn: list[ast.Declaration] = []
        for _ in range(choices.integer(1, max(1, world.size // 2))):
            drawn.append(measures.measure())
            if choices.chance(25):
                definitions.determined()
            if choices.chance(20):
                drawn.append(self._target(conditions))
        rules = measures.rules_of_policy(self._free_awards())
        always = self._always(conditions)
        head = self._head(called, in_force, rules)
        omitted = self._omitted()
        prune(world, [head, *always, *drawn])
        trial = Scenarios(world)
        has_outcome = any(one.is_own for one in world.awards) or any(one.is_own for one in world.tiers)
        scenarios = [trial.scenario(number) for number in range(choices.integer(0, 3) if has_outcome else 0)]
        required = Properties(world, trial)
        numbers = range(0 if self.is_used else choices.integer(0, 2))
        properties = [one for number in numbers if (one := required.property(number))]
        use = made(ast.Use, nodes.name("国标"), nodes.text("国标法.pol"))
        uses = (use,) if world.spoken_of else ()
        facts = made(ast.Facts, (*world.lines, *always))
        units = made(ast.Units, tuple(world.units.values()))
        parts = (*((facts,) if facts.lines else ()), *((units,) if units.lines else ()))
        return made(ast.File, (head, *uses, *parts, *world.declarations, *drawn, *omitted, *scenarios, *properties))

    def _in_force(self, measures: Measures) -> ast.WindowItem:
        """Return when the policy is in force; one that another uses has no end, so that it does not lapse too early."""
        if self.is_used:
            return made(ast.WindowItem, "in_force", nodes.day(FIRST_DAY), None, None)
        window = measures.window("in_force")
        self.world.first = constants.day(window.first) or constants.day(window.last) or FIRST_DAY
        return window

    def has_rules(self, tree: ast.File) -> bool:
        """Say whether any rule stands above the single award."""
        return any(isinstance(item, ast.RuleItem) for d in tree.declarations for item in getattr(d, "items", ()))

    # --- the head -------------------------------------------------------------------------------------------------------

    def _head(self, called: str, in_force: ast.WindowItem, rules: list[ast.Item]) -> ast.Policy:
        world, choices, document = self.world, self.world.choices, self.world.document
        english = world.language == "en"
        title = f"{called}全文" if not english else f"Rules of {called}"
        number, issuer, issued = f"{called}〔2024〕8号", "市政府办公室" if not english else "City Office", date(2024, 2, 1)
        day = choices.pick(("2024年2月1日", "2024-02-01", "2024年02月01日")) if not english else "1 February 2024"
        document.head += [title, number, issuer, day]
        sentence = statement(world.language, document.next_sentence(), "施行")
        document.head.append(sentence)
        items: list[ast.Item] = [
            made(ast.TextItem, "number", number),
            made(ast.TextItem, "issuer", issuer),
            made(ast.ExpressionItem, "issued", nodes.day(issued)),
            in_force,
            made(ast.TextItem, "source", f"{called}.txt"),
            nodes.quotes("quote", [sentence]),
        ]
        if english or choices.chance(30):
            items.append(made(ast.TextItem, "language", world.language))
        if not world.or_less or choices.chance(10):
            items.append(made(ast.OrLessItem, "or_less", world.or_less))
        if choices.chance(20):
            items.append(made(ast.SupersessionItem, "supersedes", nodes.text("旧〔2020〕1号"), nodes.day(FIRST_DAY)))
        if choices.chance(15) and not self.is_used:
            until = nodes.day(FIRST_DAY + timedelta(days=choices.integer(300, 900)))
            items.append(made(ast.SupersessionItem, "superseded_by", nodes.text("新〔2026〕1号"), until))
        named = nodes.text(title)
        return made(ast.Policy, nodes.name(called), named, (*items, *world.remarks("note"), *rules))

    def _free_awards(self) -> list[DeclaredAward]:
        """Return awards of another policy that none of its own rules governs: its rules govern all that it has, or none."""
        if self.used is None or self.used.has_rules:
            return []
        return [one for one in self.world.awards if not one.is_own and one.gives_money]

    # --- what stands beside the measures --------------------------------------------------------------------------------

    def _always(self, conditions: Conditions) -> list[ast.Always]:
        """Return relations among the facts, none of which is broken where nothing is known: that would refuse everyone."""
        world, found = self.world, []
        for number in range(world.choices.integer(0, 2)):
            label = nodes.name(f"关系{number}") if world.choices.chance(50) else None
            fact = world.fact(Scalar.MONEY)
            # What has bounds might lie beyond a parameter; the bounds of two facts always overlap.
            bounded = fact.low is not None
            other = world.fact(Scalar.MONEY).reference() if bounded else conditions.values.plain(Scalar.MONEY, OUTSIDE).node
            found.append(made(ast.Always, label, made(ast.Comparison, "<=", fact.reference(), other)))
        return found

    def _target(self, conditions: Conditions) -> ast.Target:
        world, choices = self.world, self.world.choices
        called = world.fresh("target")
        section = world.document.section(f"{called}规定" if world.language == "zh" else f"Of {called}")
        sentence = statement(world.language, world.document.next_sentence(), called)
        section.sentences.append(sentence)
        items: list[ast.Item] = [
            nodes.quotes("quote", [section.title, sentence]),
            made(ast.ExpressionItem, "count", nodes.number(choices.integer(1, 500))),
            made(ast.ExpressionItem, "by_date", nodes.day(date(2026, 12, 31))),
            made(ast.ConditionItem, "counts", conditions.written(OUTSIDE, 2)),
            *world.remarks("note", "origin"),
        ]
        own = [tier.name for tier in world.tiers if tier.is_own]
        if own and choices.chance(50):
            items.append(made(ast.TierItem, "tier", nodes.name(choices.pick(own))))
        clause = made(ast.Clause, section.place)
        return made(ast.Target, nodes.name(called), clause, world.title(called), tuple(items))

    def _omitted(self) -> list[ast.Omit]:
        """Leave out the headings of chapters, and a sentence of the document."""
        document = self.world.document
        found = [
            made(ast.Omit, made(ast.Clause, chapter.place), nodes.text("标题"), (made(ast.Quote, chapter.title),))
            for chapter in document.chapters
        ]
        if self.world.choices.chance(30):
            sentence = statement(document.language, document.next_sentence(), "解释")
            document.head.append(sentence)
            found.append(made(ast.Omit, None, nodes.text("说明性文字"), (made(ast.Quote, sentence),)))
        return found
