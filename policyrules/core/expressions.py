"""Lowering of expressions and conditions: what was written becomes questions, and the sites where they are written.

In: expressions of a checked policy, and what their names stand for at that place. Out: `Question`s. This is the only place
where short forms are written out:

- `x 在 a 至 b` asks AND of two comparisons, `x 属于 (a、b)` OR of equalities, `持有 a、b 之一` OR of tiers;
- a bare parameter is its value on the decision date, `上年` the calendar year of the decision date minus one;
- `-x` is 0 − x; a date plus or minus a duration is a SHIFT; an optional field that is used as a value is made PRESENT;
- a value that is given to a function for what may be left out is not absent;
- a function is asked anew for other arguments and for other records, never twice for the same.

Nothing else is rewritten: no folding, no sorting, since that would change what is known of an unknown.

Definitions may stand on one another in chains of any length, so that they are never lowered by recursion: a generator asks
for the definition it needs by yielding it, and `run` answers. Within one expression there is recursion, since the parser
limits how deep it can be.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar, assert_never

from attrs import define, evolve, field

from policyrules.checking import constants
from policyrules.checking.mentions import is_over
from policyrules.checking.policy import Binder, Binding, BindingKind, CheckedPolicy, item
from policyrules.checking.scores import figure
from policyrules.core.items import clause_of, language_of, named
from policyrules.core.outline import Site, SiteKind
from policyrules.core.overriding import excepted
from policyrules.core.periods import THAT, Periods, current_period, shifted
from policyrules.core.program import Cause, CauseKind, Comparator, Node, Op, Open, Quantifier
from policyrules.core.questions import Asked, Env, Question, Steps, Use, Used, Value, literal, shown
from policyrules.core.scopes import Builder, Placed, Ref, Scope, type_of
from policyrules.core.scores import Part, added, boundaries, inside
from policyrules.core.tables import Tables, number
from policyrules.diagnostics import Diagnostic, PolicyError
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.keywords import KEYWORDS
from policyrules.syntax.pieces import digits
from policyrules.values.answers import Symbol, Truth, point
from policyrules.values.operators import BUILTINS, BuiltinKind
from policyrules.values.types import ListType, OptionalType, Scalar, SeriesType, Type

#: How deep quantifiers may stand in one another: a decision asks every combination of their records.
QUANTIFIER_DEPTH = 6

#: Far more expressions than any document has; functions that call functions can be made to have more.
EXPRESSION_LIMIT = 40_000

_BUILTINS: Mapping[BuiltinKind, Op] = {
    BuiltinKind.CALENDAR: Op.CALENDAR,
    BuiltinKind.EXTREME: Op.EXTREME,
    BuiltinKind.ELAPSED: Op.ELAPSED,
}


T = TypeVar("T")


@define(eq=False)
class Expressions:
    """Lowers the expressions of one policy into the scopes of `build`.

    Where policies are lowered together, `lowered` is theirs, and `homes` says who lowers the definitions of which source.
    """

    policy: CheckedPolicy
    build: Builder
    lowered: dict[Use, Question] = field(factory=dict)
    homes: "Mapping[Source, Expressions]" = field(factory=dict)
    entitlement: Callable[[Use], Steps[Question]] | None = None
    at: ast.Tree | None = None
    counted: int = 0
    tables: Tables = field(init=False)
    periods: Periods = field(init=False)
    boundaries: Mapping[ast.Tree, str | None] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.tables = Tables(self)
        self.periods = Periods(self)
        self.boundaries = boundaries(self.policy)

    def run(self, first: Steps[T], written: ast.Tree) -> T:
        """Return what `first`, which lowers `written`, comes to. The definitions that it asks for are lowered in between."""
        self.at = written
        waiting: list[tuple[Use, Steps[Question]]] = []
        answer: Question | None = None
        while True:
            try:
                wanted = waiting[-1][1].send(answer) if waiting else first.send(answer)
            except StopIteration as done:
                if not waiting:
                    result: T = done.value
                    return result
                answer = self.lowered[waiting.pop()[0]] = done.value
            else:
                answer = self.lowered.get(wanted)
                if answer is None:
                    waiting.append((wanted, self.home(wanted.declaration)._meaning(wanted)))

    def home(self, declaration: ast.Tree) -> "Expressions":
        """Return what lowers the policy that a declaration belongs to."""
        return self.homes.get(declaration.span.source, self)

    # --- definitions, functions, tiers ------------------------------------------------------------------------------

    def _meaning(self, use: Use) -> Steps[Question]:
        declaration = use.declaration
        match declaration:
            case ast.Define():
                names = [line.name.name for line in (*declaration.parameters, declaration.period) if line]
                env = Env(use.scope, arguments=dict(zip(names, use.arguments, strict=True)))
                assert declaration.body is not None
                base = yield from self._default(declaration, declaration.body, env)
                return (yield from excepted(self, declaration, base, env)) if declaration.exceptions else base
            case ast.Tier():
                asked = item(declaration.items, "qualifies" if use.asked is Asked.CRITERIA else "holds")
                assert isinstance(asked, ast.ConditionItem)
                return (yield from self.condition(asked.condition, Env(use.scope, declaration.name.name)))
            case ast.Score() | ast.ScoreGroup() | ast.Indicator():
                return (yield from self._points(declaration, Env(use.scope, declaration.name.name)))
            case ast.Entitlement():
                assert self.entitlement is not None
                return (yield from self.entitlement(use))
            case _:
                assert_never(declaration)

    def _default(self, declaration: ast.Define, body: ast.Condition | ast.Table, env: Env) -> Steps[Question]:
        if isinstance(body, ast.Table):
            return (yield from self.tables.table(body, env))
        question = yield from self._raw(body, env)
        given = declaration.type and self.policy.types[declaration.type]
        is_raw = given is None or isinstance(given, OptionalType)
        return question if is_raw and not declaration.exceptions else self._present(question, env)

    def _use(
        self, written: ast.Tree, declaration: Used, arguments: tuple[Value, ...], env: Env, *, criteria: bool = False
    ) -> Steps[Question]:
        question = yield Use(declaration, arguments, env.scope, Asked.CRITERIA if criteria else Asked.MEANING)
        assert question is not None
        label = declaration.title.text if declaration.title else None
        clause = declaration.clause.clause if declaration.clause else None
        match declaration:
            case ast.Define():
                site = self.site(SiteKind.DEFINITION, written, env, question.ref, question, label=label)
            case ast.Tier() | ast.Score() | ast.ScoreGroup() | ast.Indicator():
                kind = SiteKind.CRITERIA if criteria else SiteKind.TIER if isinstance(declaration, ast.Tier) else SiteKind.SCORE
                site = self.site(kind, written, env, question.ref, question, label=label)
            case _:
                assert_never(declaration)
        return Question(question.ref, evolve(self._of_policy(site, written, declaration), clause=clause))

    def derived(self, written: ast.Tree, declaration: ast.Define, period: Ref, env: Env) -> Steps[Question]:
        """Lower the value of a derived series in a period; `written` is where that is asked."""
        question = yield from self._use(written, declaration, (period,), env)
        label = question.site.label or declaration.name.name
        return evolve(question, site=evolve(question.site, label=label, period=env.scope.index(period)))

    def _of_policy(self, site: Site, written: ast.Tree, declaration: ast.Tree) -> Site:
        """Say at a site whose policy it is that declares what is named there, where it is not that in which it is written."""
        if declaration.span.source is written.span.source:
            return site
        return evolve(site, policy=self.home(declaration).policy.head.name.name)

    def tier(self, written: ast.Tree, declaration: ast.Tier, env: Env, *, criteria: bool = False) -> Steps[Question]:
        """Lower the question whether a tier is held, or its criteria are met; `written` is where that is asked."""
        return self._use(written, declaration, (), env, criteria=criteria)

    def determined(self, definition: ast.Define, env: Env) -> Steps[Question]:
        """Lower the value of a definition that nothing else uses."""
        return self._use(definition.name, definition, (), env)

    # --- scores -----------------------------------------------------------------------------------------------------

    def part(self, written: ast.Tree, part: Part, env: Env) -> Steps[Question]:
        """Lower the points of a score or a part of it; `written` is where that is asked."""
        return self._use(written, part, (), env)

    def _points(self, part: Part, env: Env) -> Steps[Question]:
        """Lower what an indicator gives, or add up the points of the parts."""
        if isinstance(part, ast.Indicator):
            (points,) = part.points
            if isinstance(points, ast.Table):
                return (yield from self.tables.table(points, env, self.boundaries[part]))
            return (yield from self.plain(points, env))
        parts: list[Question] = []
        for one in inside(part):
            parts.append((yield from self.part(one.name, one, env)))
        ref = added(self.build, [one.ref for one in parts])
        return Question(ref, self.site(SiteKind.VALUE, part.name, env, ref, *parts))

    def _passed(self, written: ast.IsPassed, env: Env) -> Steps[Question]:
        """Lower whether a score reaches its pass mark, and each of its groups its minimum."""
        assert isinstance(written.score, ast.Name | ast.Access)
        score = self.policy.bindings[ast.last_name(written.score)].declaration
        assert isinstance(score, ast.Score)
        reached = []
        for part in (score, *inside(score)):
            least = figure(part, "pass" if part is score else "minimum")
            if least is not None:
                points = yield from self.part(part.name, part, env)
                mark = self._leaf(part.figures[0], env, number(least, Scalar.NUMBER))
                mark = evolve(mark, site=evolve(mark.site, text=digits(least)))
                reached.append(self._compared_in_short(Comparator.GE, points, mark, env, "≥"))
        return self.joined(Op.AND, written, reached, env)

    def _call(self, call: ast.Call, env: Env) -> Steps[Question]:
        binding = self.policy.bindings[ast.last_name(call.function)]
        if binding.kind is BindingKind.BUILTIN:
            operands = yield from self._plain_all(call.arguments, env)
            return self._value(call, env, _BUILTINS[BUILTINS[binding.name].kind], operands, BUILTINS[binding.name].data)
        assert isinstance(binding.declaration, ast.Define)
        arguments: list[Value] = []
        for parameter, argument in zip(binding.declaration.parameters, call.arguments, strict=True):
            arguments.append((yield from self._argument(argument, self.policy.types[parameter.type], env)))
        return (yield from self._use(call, binding.declaration, tuple(arguments), env))

    def _argument(self, written: ast.Expression, type_: Type, env: Env) -> Steps[Value]:
        record = self._record(written, env)
        if record is not None:
            return record
        series = self.periods.declared(written, env) if isinstance(type_, SeriesType) else None
        if series is not None:
            return series
        question = yield from self._raw(written, env)
        return question.ref if isinstance(type_, OptionalType) else self._present(question, env).ref

    def _record(self, written: ast.Expression, env: Env) -> Scope | None:
        """Return the record that an expression names, `None` where it is a value."""
        if not isinstance(written, ast.Name):
            return None
        binding = self.policy.bindings[written]
        if binding.kind is BindingKind.RECORD:
            assert isinstance(binding.declaration, Binder)
            return env.records[binding.declaration]
        argument = env.arguments[binding.name] if binding.kind is BindingKind.ARGUMENT else None
        return argument if isinstance(argument, Scope) else None

    # --- entitlements ---------------------------------------------------------------------------------------------------

    def mentions(self, names: Sequence[ast.Reference], env: Env) -> Steps[list[Question]]:
        """Lower the questions whether entitlements are decided in favour."""
        asked = []
        for name in names:
            asked.append((yield from self._mention(name, name, env, Asked.VERDICT)))
        return asked

    def _mention(self, written: ast.Tree, name: ast.Reference, env: Env, asked: Asked) -> Steps[Question]:
        """Lower what is said of an entitlement: of the record that is spoken of, where it is decided for each of that list."""
        declaration, bindings = self.policy.bindings[ast.last_name(name)].declaration, self.policy.bindings
        assert isinstance(declaration, ast.Entitlement)
        over = (binder for binder in env.records if isinstance(binder, ast.PerRecordItem) and is_over(name, binder, bindings))
        binder = next(over, None)
        if binder is None:
            use = Use(declaration, (), self.build.root, asked)
        else:
            use = Use(declaration, (env.records[binder],), env.scope, asked)
        question = yield use
        assert question is not None
        below = (question,) if use.scope is env.scope else ()
        if asked is Asked.PAYABLE:
            site = self.site(SiteKind.DEFINITION, written, env, question.ref, *below)
        else:
            site = self.site(SiteKind.ENTITLED, written, env, question.ref, *below, label=declaration.name.name)
            site = evolve(site, text=f"{self.keyword('ENTITLED_TO')} {named(name)}")
        of_policy = self._of_policy(site, name, declaration)
        clause = None if of_policy.policy is None else self.home(declaration).clause(declaration)
        return Question(question.ref, evolve(of_policy, clause=clause))

    def clause(self, entitlement: ast.Entitlement) -> str | None:
        """Return the clause of an entitlement, or that of its measure."""
        measure = next(one for one in self.policy.all(ast.Measure) if entitlement in one.items)
        return clause_of(entitlement) or clause_of(measure) or None

    def keyword(self, terminal: str) -> str:
        """Return a keyword as it is written in the language of the policy."""
        words = KEYWORDS[terminal]
        return (words.en if language_of(self.policy.head) == "en" else words.zh)[0]

    def _is_entitlement(self, written: ast.Expression) -> bool:
        binding = self.policy.bindings.get(ast.last_name(written)) if isinstance(written, ast.Name | ast.Access) else None
        return binding is not None and binding.kind is BindingKind.ENTITLEMENT

    # --- conditions -------------------------------------------------------------------------------------------------

    def condition(self, written: ast.Condition, env: Env) -> Steps[Question]:
        """Lower what is true or false or unknown, or a value that is known to be there if it is known."""
        question = yield from self._raw(written, env)
        return self._present(question, env)

    def _block(self, block: ast.Block, env: Env) -> Steps[Question]:
        lines = []
        for line in block.lines:
            question = yield from self.condition(line.condition, env)
            lines.append(evolve(question, site=evolve(question.site, label=line.label.name)) if line.label else question)
        if block.kind == "at_least":
            assert block.count is not None
            ref = self.build.ask(Op.AT_LEAST, [line.ref for line in lines], Scalar.BOOL, block.count)
            return Question(ref, self.site(SiteKind.AT_LEAST, block, env, ref, *lines))
        return self.joined(Op.AND if block.kind == "all" else Op.OR, block, lines, env)

    def joined(self, op: Op, written: ast.Tree, parts: Sequence[Question], env: Env) -> Question:
        """Ask AND or OR of the parts; of a single one, itself; of none, what is true of nothing."""
        if not parts:
            ref: Ref = Node(Op.LITERAL, (), Scalar.BOOL, Truth.T if op is Op.AND else Truth.F)
        else:
            ref = parts[0].ref if len(parts) == 1 else self.build.ask(op, [part.ref for part in parts], Scalar.BOOL)
        return Question(ref, self.site(SiteKind.ALL if op is Op.AND else SiteKind.ANY, written, env, ref, *parts))

    def compared(self, written: ast.Tree, comparator: Comparator, left: Question, right: Question, env: Env) -> Question:
        """Compare two values; the site shows both."""
        ref = self.build.ask(Op.COMPARE, (left.ref, right.ref), Scalar.BOOL, comparator)
        return Question(ref, self.site(SiteKind.COMPARE, written, env, ref, left, right))

    def _compared_in_short(self, comparator: Comparator, left: Question, right: Question, env: Env, sign: str) -> Question:
        """Compare, where what is written says more than one comparison."""
        ref = self.build.ask(Op.COMPARE, (left.ref, right.ref), Scalar.BOOL, comparator)
        text = f"{left.site.text} {sign} {right.site.text}"
        children = (left.site, right.site)
        return Question(ref, Site(SiteKind.COMPARE, env.scope.index(ref), text, left.site.line, children=children))

    # --- expressions ------------------------------------------------------------------------------------------------

    def plain(self, written: ast.Expression, env: Env) -> Steps[Question]:
        """Lower an expression that is used as a value: an optional field is taken to be there."""
        return self.condition(written, env)

    def _plain_all(self, written: Sequence[ast.Expression], env: Env) -> Steps[list[Question]]:
        questions = []
        for one in written:
            questions.append((yield from self.plain(one, env)))
        return questions

    def _raw(self, written: ast.Condition, env: Env) -> Steps[Question]:
        self._count()
        match written:
            case ast.Block():
                return (yield from self._block(written, env))
            case ast.Name():
                return (yield from self._named(written, self.policy.bindings[written], env))
            case ast.Call():
                return (yield from self._call(written, env))
            case ast.Quantified():
                return (yield from self._quantified(written, env))
            case ast.Access(ast.Name() | ast.Access() as award, _) if self._is_entitlement(award):
                return (yield from self._mention(written, award, env, Asked.PAYABLE))
            case ast.Access(target, name) if isinstance(part := self.policy.bindings[name].declaration, Part):
                return (yield from self.part(written, part, env))
            case ast.Access(ast.Name() as target, name) if self.policy.bindings[target].kind is BindingKind.USE:
                return (yield from self._named(written, self.policy.bindings[name], env))
            case ast.Access(target, name):
                record = self._record(target, env)
                assert record is not None
                return self._leaf(written, env, _field(record, name.name))
            case ast.Unstated():
                return self.unstated(written, self.policy.types[written], env)
            case ast.Discretion():
                return self._discretion(written, env)
            case ast.DecisionDay():
                return self._leaf(written, env, self.day())
            case ast.CurrentPeriod(offset, unit):
                return self._leaf(written, env, shifted(self.build, current_period(self.build, unit), offset))
            case (
                ast.NumberLiteral() | ast.PercentLiteral() | ast.MoneyLiteral() | ast.DurationLiteral() | ast.DateLiteral()
                | ast.PeriodLiteral() | ast.TextLiteral() | ast.BoolLiteral()
            ):  # fmt: skip
                return self._leaf(written, env, Node(Op.LITERAL, (), self.policy.types[written], literal(written)))
            case ast.Index() | ast.Over() | ast.Periods() | ast.ThatPeriod():
                return (yield from self._over_periods(written, env))
            case (
                ast.Comparison() | ast.Between() | ast.Membership() | ast.Logic() | ast.Negation() | ast.Holds()
                | ast.Qualifies() | ast.IsPassed() | ast.EntitledTo()
            ):  # fmt: skip
                return (yield from self._truth(written, env))
            case (
                ast.Arithmetic() | ast.Minus() | ast.ParameterAt() | ast.Conditional() | ast.Otherwise() | ast.IsAbsent()
                | ast.Rounded()
            ):  # fmt: skip
                return (yield from self._computed(written, env))
            case _:
                assert_never(written)

    def _over_periods(self, written: ast.Index | ast.Over | ast.Periods | ast.ThatPeriod, env: Env) -> Steps[Question]:
        match written:
            case ast.Index():
                return (yield from self.periods.index(written, env))
            case ast.Over():
                return (yield from self.periods.over(written, env))
            case ast.Periods():
                return (yield from self.periods.each(written, env))
            case ast.ThatPeriod():
                that = env.arguments[THAT]
                assert not isinstance(that, Scope | ast.Define)
                return self._leaf(written, env, that)
            case _:
                assert_never(written)

    def _count(self) -> None:
        self.counted += 1
        if self.counted > EXPRESSION_LIMIT:
            limit = {"limit": str(EXPRESSION_LIMIT)}
            raise PolicyError([Diagnostic("policy-too-large", limit, self.at.span if self.at else None)])

    def _truth(
        self,
        written: (
            ast.Comparison | ast.Between | ast.Membership | ast.Logic | ast.Negation | ast.Holds | ast.Qualifies
            | ast.IsPassed | ast.EntitledTo
        ),
        env: Env,
    ) -> Steps[Question]:  # fmt: skip
        match written:
            case ast.Comparison(operator, left, right):
                first, second = yield from self._plain_all((left, right), env)
                or_less = Comparator.LE if self.policy.or_less else Comparator.LT
                comparator = or_less if operator == "or_less" else Comparator(operator)
                return self.compared(written, comparator, first, second, env)
            case ast.Between(value, low, high):
                asked, first, second = yield from self._plain_all((value, low, high), env)
                above = self._compared_in_short(Comparator.GE, asked, first, env, "≥")
                below = self._compared_in_short(Comparator.LE, asked, second, env, "≤")
                return self.joined(Op.AND, written, (above, below), env)
            case ast.Membership(value, options):
                asked, *others = yield from self._plain_all((value, *options), env)
                equal = [self._compared_in_short(Comparator.EQ, asked, other, env, "=") for other in others]
                return self.joined(Op.OR, written, equal, env)
            case ast.Logic(operator, operands):
                parts = yield from self._plain_all(operands, env)
                return self.joined(Op.AND if operator == "and" else Op.OR, written, parts, env)
            case ast.Negation(operand):
                part = yield from self.plain(operand, env)
                ref = self.build.ask(Op.NOT, (part.ref,), Scalar.BOOL)
                return Question(ref, self.site(SiteKind.NOT, written, env, ref, part))
            case ast.Holds(tiers) | ast.Qualifies(tiers):
                return (yield from self._tiers(written, tiers, env))
            case ast.IsPassed():
                return (yield from self._passed(written, env))
            case ast.EntitledTo(entitlements):
                given = yield from self.mentions(entitlements, env)
                return given[0] if len(given) == 1 else self.joined(Op.OR, written, given, env)
            case _:
                assert_never(written)

    def _tiers(self, written: ast.Holds | ast.Qualifies, tiers: Sequence[ast.Reference], env: Env) -> Steps[Question]:
        criteria = isinstance(written, ast.Qualifies)
        asked = []
        for name in tiers:
            declaration = self.policy.bindings[ast.last_name(name)].declaration
            assert isinstance(declaration, ast.Tier)
            asked.append((yield from self.tier(name, declaration, env, criteria=criteria)))
        return asked[0] if len(asked) == 1 else self.joined(Op.OR, written, asked, env)

    def _computed(
        self,
        written: ast.Arithmetic | ast.Minus | ast.ParameterAt | ast.Conditional | ast.Otherwise | ast.IsAbsent | ast.Rounded,
        env: Env,
    ) -> Steps[Question]:
        match written:
            case ast.Arithmetic(operator, left, right):
                first, second = yield from self._plain_all((left, right), env)
                return self._arithmetic(written, operator, first, second, env)
            case ast.Minus(operand):
                asked = yield from self.plain(operand, env)
                zero = Node(Op.LITERAL, (), type_of(asked.ref), point(0))
                ref = self.build.ask(Op.ARITHMETIC, (zero, asked.ref), self.policy.types[written], "-")
                return Question(ref, self.site(SiteKind.VALUE, written, env, ref, asked))
            case ast.Rounded(value, mode, step):
                operands = yield from self._plain_all((value, step), env)
                return self._value(written, env, Op.ROUND, operands, mode)
            case ast.ParameterAt(parameter, day):
                asked = yield from self.plain(day, env)
                assert isinstance(parameter, ast.Name | ast.Access)
                binding = self.policy.bindings[ast.last_name(parameter)]
                question = self._value(written, env, Op.PARAMETER, (asked,), binding.name)
                return self._published(question, parameter, binding)
            case ast.Conditional(condition, then, otherwise):
                operands = yield from self._plain_all((condition, then, otherwise), env)
                ref = self.build.ask(Op.CHOOSE, [one.ref for one in operands], self.policy.types[written])
                return Question(ref, self.site(SiteKind.CHOOSE, written, env, ref, *operands))
            case ast.Otherwise(value, default):
                optional = yield from self._raw(value, env)
                instead = yield from self.plain(default, env)
                if not isinstance(type_of(optional.ref), OptionalType):
                    return optional
                return self._value(written, env, Op.OTHERWISE, (optional, instead))
            case ast.IsAbsent(value):
                optional = yield from self._raw(value, env)
                if not isinstance(type_of(optional.ref), OptionalType):
                    return self._leaf(written, env, Node(Op.LITERAL, (), Scalar.BOOL, Truth.F))
                return self._value(written, env, Op.ABSENT, (optional,))
            case _:
                assert_never(written)

    def _published(self, question: Question, written: ast.Tree, binding: Binding) -> Question:
        """Say which policy publishes the values of a parameter."""
        assert binding.declaration is not None
        return evolve(question, site=self._of_policy(question.site, written, binding.declaration))

    def _named(self, name: ast.Name | ast.Access, binding: Binding, env: Env) -> Steps[Question]:
        """Lower what a name is bound to, of this policy or of another."""
        match binding.kind:
            case BindingKind.DEFINITION | BindingKind.SCORE:
                assert isinstance(binding.declaration, ast.Define | ast.Score)
                return (yield from self._use(name, binding.declaration, (), env))
            case BindingKind.FACT:
                return self._leaf(name, env, self.build.leaf(Op.FACT, binding.type, binding.name))
            case BindingKind.READING:
                return self._leaf(name, env, self.build.leaf(Op.READING, binding.type, binding.name))
            case BindingKind.PARAMETER:
                ref = self.build.ask(Op.PARAMETER, (self.day(),), binding.type, binding.name)
                return self._published(self._leaf(name, env, ref), name, binding)
            case BindingKind.MEMBER:
                return self._leaf(name, env, Node(Op.LITERAL, (), binding.type, Symbol(binding.name)))
            case BindingKind.FIELD:
                assert binding.binder is not None
                return self._leaf(name, env, _field(env.records[binding.binder], binding.name))
            case BindingKind.ARGUMENT:
                argument = env.arguments[binding.name]
                assert not isinstance(argument, Scope | ast.Define)
                return self._leaf(name, env, argument)
            case _:
                raise AssertionError(f"{binding.kind} is not a value")

    def _quantified(self, written: ast.Quantified, env: Env) -> Steps[Question]:
        if env.scope.depth == QUANTIFIER_DEPTH:
            limit = {"limit": str(QUANTIFIER_DEPTH)}
            raise PolicyError([Diagnostic("quantifier-too-deep", limit, written.span)])
        records = yield from self.plain(written.collection, env)
        list_type = type_of(records.ref)
        assert isinstance(list_type, ListType)
        inside = env.scope.inner(list_type.element)
        within = evolve(env, scope=inside, records={**env.records, written: inside})
        condition = value = None
        if written.condition is not None:
            condition = yield from self.condition(written.condition, within)
        if written.value is not None:
            value = yield from self.plain(written.value, within)
        ref = self.build.each(
            (Quantifier(written.kind), written.count or 0),
            records.ref,
            self.policy.types[written],
            inside,
            condition.ref if condition else None,
            value.ref if value else None,
        )
        return Question(ref, self.site(SiteKind.EACH, written, env, ref, *filter(None, (condition, value))))

    def _arithmetic(self, written: ast.Tree, operator: str, left: Question, right: Question, env: Env) -> Question:
        shifted, by = (right, left) if type_of(right.ref) is Scalar.DATE and operator == "+" else (left, right)
        unit = type_of(by.ref)
        if type_of(shifted.ref) is Scalar.DATE and unit in (Scalar.MONTHS, Scalar.DAYS):
            return self._value(written, env, Op.SHIFT, (shifted, by), f"{operator}{unit}")
        return self._value(written, env, Op.ARITHMETIC, (left, right), operator)

    def unstated(self, written: ast.Tree, type_: Type, env: Env) -> Question:
        """Ask what the document does not say."""
        return self._leaf(written, env, Node(Op.UNKNOWN, (), type_, Open(Cause(CauseKind.UNSTATED, env.subject))))

    def _discretion(self, written: ast.Discretion, env: Env) -> Question:
        """Ask what a body decides, within the range that the document gives."""
        body = written.body.name if isinstance(written.body, ast.Name) else written.body.text
        cause = Cause(CauseKind.DISCRETION, body)
        left = Open(cause, constants.number(written.low), constants.number(written.high))
        return self._leaf(written, env, Node(Op.UNKNOWN, (), self.policy.types[written], left))

    def day(self) -> Ref:
        """Return the decision date."""
        return self.build.leaf(Op.DAY, Scalar.DATE)

    # --- questions and their sites ----------------------------------------------------------------------------------

    def _value(self, written: ast.Tree, env: Env, op: Op, operands: Sequence[Question], data: str | None = None) -> Question:
        ref = self.build.ask(op, [operand.ref for operand in operands], self.policy.types[written], data)
        shown = [operand for operand in operands if isinstance(operand.ref, Placed) or operand.site.kind is not SiteKind.VALUE]
        return Question(ref, self.site(SiteKind.VALUE, written, env, ref, *shown))

    def _leaf(self, written: ast.Tree, env: Env, ref: Ref) -> Question:
        return Question(ref, self.site(SiteKind.VALUE, written, env, ref))

    def _present(self, question: Question, env: Env) -> Question:
        type_ = type_of(question.ref)
        if not isinstance(type_, OptionalType):
            return question
        ref = self.build.ask(Op.PRESENT, (question.ref,), type_.element)
        return Question(ref, evolve(question.site, node=env.scope.index(ref)))

    def site(
        self, kind: SiteKind, written: ast.Tree, env: Env, ref: Ref, *children: Question, label: str | None = None
    ) -> Site:
        sites = tuple(child.site for child in children)
        return Site(kind, env.scope.index(ref), shown(written), written.span.first.line, label, children=sites)


def _field(record: Scope, name: str) -> Ref:
    assert record.record is not None
    declared = record.record.field(name)
    assert declared is not None
    type_ = OptionalType(declared.type) if declared.optional else declared.type
    return record.add(Node(Op.FIELD, (), type_, (0, name)))
