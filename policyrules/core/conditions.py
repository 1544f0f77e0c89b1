"""Lowering of the conditions and windows of declarations: all that is asked of the enterprise as a whole.

In: items of a declaration. Out: `Question`s of the root scope, and `Window`s. A window is true on a day that is not before its
first and not after its last, whichever of them it has.
"""

from collections.abc import Sequence
from datetime import date

from attrs import evolve, frozen

from policyrules.checking.policy import item
from policyrules.checking.scores import figure, highest
from policyrules.core.expressions import Expressions
from policyrules.core.items import notes, quotes
from policyrules.core.outline import ScoreSpec, Site, SiteKind, Window
from policyrules.core.program import Comparator, Node, Op
from policyrules.core.questions import Env, Question, Steps, one_line
from policyrules.core.scopes import Ref, type_of
from policyrules.core.scores import KINDS, Part, inside
from policyrules.syntax import ast
from policyrules.values.answers import point
from policyrules.values.types import Scalar

#: The label of a window that ends because another document takes the place of this one.
SUPERSEDED = "superseded"


@frozen(eq=False)
class Conditions:
    """Lowers what stands in the items of declarations."""

    expressions: Expressions

    def index(self, ref: Ref) -> int:
        """Return the index of a question in the program."""
        return self.expressions.build.root.index(ref)

    def env(self, subject: str = "") -> Env:
        """Return what names stand for outside of functions and quantifiers, in the declaration `subject`."""
        return Env(self.expressions.build.root, subject)

    def one(self, written: ast.Condition, env: Env) -> Question:
        """Lower a condition or a value."""
        return self.expressions.run(self.expressions.condition(written, env), written)

    def asked(self, written: ast.Condition, env: Env) -> Steps[Question]:
        """Lower a condition or a value as a part of something larger; what is too large is reported here."""
        self.expressions.at = written
        return (yield from self.expressions.condition(written, env))

    def each(self, items: Sequence[ast.Tree], env: Env) -> Steps[tuple[Question, ...]]:
        """Lower all conditions among the items (beneficiaries, conditions), in their order."""
        asked = []
        for part in items:
            if isinstance(part, ast.ConditionItem):
                asked.append((yield from self.asked(part.condition, env)))
        return tuple(asked)

    # --- scores -----------------------------------------------------------------------------------------------------

    def score(self, part: Part) -> ScoreSpec:
        """Lower a score or a part of it, and all that is under it."""
        asked = self.expressions.run(self.expressions.part(part.name, part, self.env()), part)
        within = asked.site.children[0] if isinstance(part, ast.Indicator) else None
        items = part.items if isinstance(part, ast.Indicator) else part.parts
        return ScoreSpec(
            kind=KINDS[type(part)],
            name=part.name.name,
            title=part.title.text if part.title else part.name.name,
            clause=part.clause.clause if part.clause else None,
            node=self.index(asked.ref),
            maximum=highest(part),
            minimum=figure(part, "minimum"),
            pass_mark=figure(part, "pass"),
            parts=tuple(self.score(one) for one in inside(part)),
            points=within,
            line=part.span.first.line,
            quotes=quotes(items, "quote"),
            notes=notes(items),
        )

    # --- windows ----------------------------------------------------------------------------------------------------

    def windows(self, items: Sequence[ast.Tree], key: str, label: str) -> Steps[tuple[tuple[Window, Question], ...]]:
        """Return the window of a declaration, where it has one; `label` says whose it is."""
        written = item(items, key)
        return ((yield from self.window(written, label)),) if isinstance(written, ast.WindowItem) else ()

    def window(self, written: ast.WindowItem, label: str) -> Steps[tuple[Window, Question]]:
        """Lower a window: the decision date is not before its first day and not after its last."""
        first = yield from self.optional(written.first)
        last = yield from self.last_day(written, first)
        today = self.today(written)
        ends = []
        if first:
            ends.append(self.end(first, today, written))
        if last:
            ends.append(self.end(today, last, written))
        whole = self.expressions.joined(Op.AND, written, ends, self.env())
        site = evolve(whole.site, kind=SiteKind.WINDOW, label=label)
        begins, ends_on = (None if end is None else self.index(end.ref) for end in (first, last))
        window = Window(self.index(whole.ref), begins, ends_on)
        return window, Question(whole.ref, site)

    def supersession(self, since: date, by: str, written: ast.Tree) -> tuple[Window, Question]:
        """Lower that a document is in force until another takes its place on the day `since`."""
        last = Node(Op.LITERAL, (), Scalar.DATE, point(since.toordinal() - 1))
        asked = self.end(self.today(written), Question(last, self.value_site(last, by, written)), written)
        window = Window(self.index(asked.ref), None, self.index(last), superseded_by=by)
        return window, Question(asked.ref, evolve(asked.site, kind=SiteKind.WINDOW, label=SUPERSEDED))

    def optional(self, written: ast.Expression | None) -> Steps[Question | None]:
        """Lower a value that may be missing."""
        return None if written is None else (yield from self.asked(written, self.env()))

    def last_day(self, written: ast.WindowItem, first: Question | None) -> Steps[Question | None]:
        """`a 起 3年` ends on the day before the same day three years later; `a 起 30天` is thirty days long."""
        last = yield from self.optional(written.last)
        length = yield from self.optional(written.length)
        if last is not None or length is None or first is None:
            return last
        unit, build = type_of(length.ref), self.expressions.build
        after = build.ask(Op.SHIFT, (first.ref, length.ref), Scalar.DATE, f"+{unit}")
        one = Node(Op.LITERAL, (), Scalar.DAYS, point(1))
        shifted = build.ask(Op.SHIFT, (after, one), Scalar.DATE, "-days")
        return Question(shifted, self.value_site(shifted, one_line(written.span), written))

    def today(self, written: ast.Tree) -> Question:
        """Return the decision date, which a window compares with though nobody writes it."""
        ref = self.expressions.day()
        return Question(ref, self.value_site(ref, self.expressions.keyword("DECISION_DAY"), written))

    def end(self, left: Question, right: Question, written: ast.Tree) -> Question:
        """Compare the decision date with an end of a window."""
        asked = self.expressions.compared(written, Comparator.LE, left, right, self.env())
        return Question(asked.ref, evolve(asked.site, text=f"{left.site.text} ≤ {right.site.text}"))

    def value_site(self, ref: Ref, text: str, written: ast.Tree) -> Site:
        """Return the site of a value that is not written out as such."""
        return Site(SiteKind.VALUE, self.index(ref), text, written.span.first.line)
