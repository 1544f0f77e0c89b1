"""The syntax tree: what was written, as data.

Nodes are occurrences (`eq=False`), so that a node is the key of the side tables of checking. Each rule of
`grammars/policy.lark` that makes a node has the node's name. Tuples, never lists; what is absent is `None`; `span` is
keyword-only and last.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from attrs import Attribute, field, frozen

from policyrules.source import Span
from policyrules.values.periods import Period


@frozen(eq=False)
class Tree:
    """The base of all nodes: where it stands."""

    span: Span = field(kw_only=True, repr=False)


# --- names and small parts ------------------------------------------------------------------------------------------


@frozen(eq=False)
class Name(Tree):
    """A name, as an expression or wherever something is named."""

    name: str


@frozen(eq=False)
class Text(Tree):
    """A quoted text, without its quotation marks."""

    text: str


@frozen(eq=False)
class Quote(Tree):
    """One `|` line: a passage of the source text, exactly as it stands there."""

    text: str


@frozen(eq=False)
class Clause(Tree):
    """`@二(一)`: a place in the source document; full-width brackets are folded."""

    clause: str


# --- expressions ----------------------------------------------------------------------------------------------------


@frozen(eq=False)
class NumberLiteral(Tree):
    """`12.5`."""

    value: Fraction


@frozen(eq=False)
class PercentLiteral(Tree):
    """`3%`: `value` is 3."""

    value: Fraction


@frozen(eq=False)
class MoneyLiteral(Tree):
    """`100万元`: `value` is 100, `unit` one of 元, 千元, 万元, 百万元, 亿元, 万亿元, 分 or `yuan`."""

    value: Fraction
    unit: str


@frozen(eq=False)
class DurationLiteral(Tree):
    """`3年`, `4个季度`, `18个月`, `30天`: `unit` is `year`, `quarter`, `month` or `day`."""

    value: int
    unit: str


@frozen(eq=False)
class DateLiteral(Tree):
    """`2022-08-05`, `2022年8月5日`."""

    value: date


@frozen(eq=False)
class PeriodLiteral(Tree):
    """`2024Q3`, `2024-09`: a quarter or a month of the calendar, counted as `policyrules.values.periods` does; over a column
    and before what is given for it, also a year."""

    value: int
    unit: Period


@frozen(eq=False)
class TextLiteral(Tree):
    """`"…"` as a value."""

    value: str


@frozen(eq=False)
class BoolLiteral(Tree):
    """`是` or `否`."""

    value: bool


@frozen(eq=False)
class Unstated(Tree):
    """`未载明`: the document does not say."""


@frozen(eq=False)
class DecisionDay(Tree):
    """`当日`: the day on which is decided."""


@frozen(eq=False)
class CurrentPeriod(Tree):
    """`本年`, `本季度`, `本月` (`offset` 0) or `上年`, `上季度`, `上月` (`offset` −1): relative to the decision date."""

    offset: int
    unit: Period


@frozen(eq=False)
class Access(Tree):
    """`项.认定日`, `项 的 认定日`."""

    target: "Expression"
    field: Name


@frozen(eq=False)
class Index(Tree):
    """`营业收入[上年]`."""

    target: "Expression"
    year: "Expression"


@frozen(eq=False)
class Call(Tree):
    """`到期日(项, 3年)`; a function of another policy is `国标.到期日`."""

    function: "Name | Access"
    arguments: tuple["Expression", ...]


@frozen(eq=False)
class ParameterAt(Tree):
    """`LPR一年期 于 贷款发放日`: a dated parameter on a day (a bare name means the decision date).

    `parameter` is to be its name, or that of one of another policy (`国标.LPR一年期`).
    """

    parameter: "Expression"
    day: "Expression"


@frozen(eq=False)
class Negation(Tree):
    """`非 x`."""

    operand: "Expression"


@frozen(eq=False)
class Minus(Tree):
    """`-x`."""

    operand: "Expression"


@frozen(eq=False)
class Arithmetic(Tree):
    """`operator` is one of + - * /."""

    operator: str
    left: "Expression"
    right: "Expression"


@frozen(eq=False)
class Comparison(Tree):
    """`operator` is one of >= > <= < = !=, or `or_less` for 以下, which a policy may let exclude the number."""

    operator: str
    left: "Expression"
    right: "Expression"


@frozen(eq=False)
class Between(Tree):
    """`x 在 a 至 b`, both ends included."""

    value: "Expression"
    low: "Expression"
    high: "Expression"


@frozen(eq=False)
class Membership(Tree):
    """`x 属于 (a、b)`."""

    value: "Expression"
    options: tuple["Expression", ...]


@frozen(eq=False)
class IsAbsent(Tree):
    """`x 未填`: an optional field was left out."""

    value: "Expression"


@frozen(eq=False)
class Otherwise(Tree):
    """`x 未填则 y`: the optional field, or `y` where it was left out."""

    value: "Expression"
    default: "Expression"


@frozen(eq=False)
class Logic(Tree):
    """`operator` is `and` or `or`; at least two operands, none of them the same operator without brackets."""

    operator: str
    operands: tuple["Expression", ...]


@frozen(eq=False)
class Conditional(Tree):
    """`如果 a 则 b 否则 c`."""

    condition: "Expression"
    then: "Expression"
    otherwise: "Expression"


@frozen(eq=False)
class Quantified(Tree):
    """A question about the records of a list.

    `kind` is some, every, at_least, count, sum, max or min; `count` the n of at_least; `variable` the name of the record,
    where it has one; `value` what is summed or compared (sum, max, min); `condition` which records count.
    """

    kind: str
    count: int | None
    variable: Name | None
    collection: "Expression"
    value: "Expression | None"
    condition: "Expression | None"


@frozen(eq=False)
class Holds(Tree):
    """`持有 a、b 之一`: at least one of the tiers is held; one of another policy is `国标.a`."""

    tiers: "tuple[Reference, ...]"


@frozen(eq=False)
class Qualifies(Tree):
    """`达标 a、b 之一`: the conditions of at least one of the tiers are met, whether it is held or not."""

    tiers: "tuple[Reference, ...]"


@frozen(eq=False)
class EntitledTo(Tree):
    """`享受 a、b 之一`: at least one of the entitlements is decided in favour."""

    entitlements: "tuple[Reference, ...]"


@frozen(eq=False)
class IsPassed(Tree):
    """`创新型评价 合格`: a score reaches its pass mark and the minima of its parts."""

    score: "Expression"


@frozen(eq=False)
class Rounded(Tree):
    """`x 四舍五入到 1元`: `mode` is half_up, down or up; `step` the unit that is rounded to."""

    value: "Expression"
    mode: str
    step: "Expression"


@frozen(eq=False)
class Over(Tree):
    """`研发费用 近 2年 平均`: a figure of a series over the years up to `ending` (the last year, where none is given).

    `kind` is sum, average, max, min, growth or average_growth.
    """

    series: "Expression"
    length: DurationLiteral
    ending: "Expression | None"
    kind: str


@frozen(eq=False)
class Periods(Tree):
    """`近 2年 每年 年份: 研发强度[年份] 不低于 3%`: a question about each of the years (quarters, months) up to `ending`.

    `kind` is every, some, at_least (of `count` years), count, first, latest (a condition), or sum, average, max, min (a value).
    `each` is the period that the word for the kind names (每年, 每季度), where it names one. Without a `variable` the year is
    该年.
    """

    kind: str
    each: Period | None
    length: DurationLiteral
    ending: "Expression | None"
    count: int | None
    variable: Name | None
    value: "Expression"


@frozen(eq=False)
class ThatPeriod(Tree):
    """`该年`, `该季度`, `该月`: the period that the question around is about."""

    unit: Period


@frozen(eq=False)
class Discretion(Tree):
    """`待定 "市政府" 10万元 至 50万元`: a value that a body decides, within a range where the document gives one."""

    body: Name | Text
    low: "Expression | None"
    high: "Expression | None"


@frozen(eq=False)
class Labelled(Tree):
    """A line of a block, with its label where it has one."""

    label: Name | None
    condition: "Condition"


@frozen(eq=False)
class Block(Tree):
    """`符合下列全部条件:` and its lines; `kind` is all, any or at_least, `count` the n of at_least."""

    kind: str
    count: int | None
    lines: tuple[Labelled, ...]


Expression = (
    Name | NumberLiteral | PercentLiteral | MoneyLiteral | DurationLiteral | DateLiteral | TextLiteral | BoolLiteral
    | Unstated | DecisionDay | CurrentPeriod | PeriodLiteral | Access | Index | Call | ParameterAt | Negation | Minus
    | Arithmetic | Comparison | Between | Membership | IsAbsent | Otherwise | Logic | Conditional | Quantified | Holds
    | Qualifies | EntitledTo | IsPassed | Rounded | Over | Periods | ThatPeriod | Discretion
)  # fmt: skip
Condition = Expression | Block

#: What is named, here or in another policy (`国标.小巨人`), or a part of a score (`评价.创新能力`).
Reference = Name | Access


def last_name(reference: Reference) -> Name:
    """Return what is named by a reference, without the policy or score that it belongs to."""
    return reference if isinstance(reference, Name) else reference.field


# --- tables: values that stand in lines under a heading -----------------------------------------------------------------


@frozen(eq=False)
class Key(Tree):
    """What a table is read by; with `prefix`, the beginning of a code."""

    value: Expression
    prefix: bool


@frozen(eq=False)
class Band(Tree):
    """A stretch of values: `5% 以上`, `3% 至 5%`, `不满 1亿元`, or the single value `low` where `operators` is ("=",).

    `operators` are those of the ends that are given, low before high, out of >= > <= < or_less; `to` twice for `a 至 b`, whose
    ends belong to the band after the rule for boundaries.
    """

    low: Expression | None
    high: Expression | None
    operators: tuple[str, ...]


@frozen(eq=False)
class Cell(Tree):
    """What one key may be in a row: one of the bands; none of them is `任意`, anything."""

    bands: tuple[Band, ...]


@frozen(eq=False)
class Row(Tree):
    """A row of a table: a cell for each key, and the value; no cells in the row `否则`."""

    cells: tuple[Cell, ...]
    value: Expression


@frozen(eq=False)
class ByTable(Tree):
    """`按 a、b:` and its rows: the first row that fits counts.

    With `slices` each part of the one key counts at the rate of its band, and the parts are added. `boundary` is higher, lower
    or `None`: which of two bands a number belongs to that is an end of both.
    """

    keys: tuple[Key, ...]
    slices: bool
    boundary: str | None
    rows: tuple[Row, ...]


@frozen(eq=False)
class PerFull(Tree):
    """`按 年限 每满 2 得 1，最高 5`: `points` for every full `step` of a value, up to `cap`."""

    value: Expression
    step: Expression
    points: Expression
    cap: Expression | None


@frozen(eq=False)
class CaseRow(Tree):
    """`条件: 值` in a table of conditions or tiers; the row `否则` has no condition."""

    condition: Expression | None
    value: Expression


@frozen(eq=False)
class FirstMatch(Tree):
    """`首个符合:` and its rows: the first whose condition holds counts."""

    rows: tuple[CaseRow, ...]


@frozen(eq=False)
class TierTable(Tree):
    """`按持有层次:` and its rows: the first whose tier is held counts; each condition is a `Holds`."""

    rows: tuple[CaseRow, ...]


@frozen(eq=False)
class PerItem(Tree):
    """`每满足一项得 3，最高 5:` and its lines: `points` for each line that holds, up to `cap`."""

    points: Expression
    cap: Expression | None
    lines: tuple[Labelled, ...]


Table = ByTable | PerFull | FirstMatch | TierTable | PerItem


# --- items: the lines of a declaration ------------------------------------------------------------------------------
# Declarations keep their items in the order in which they were written; checking collects them, and reports those that
# are missing or stand twice. `key` is the English keyword with underscores.


@frozen(eq=False)
class TextItem(Tree):
    """`文号: "…"`: number, issuer, source, consequence, bearer, note, because, origin, language."""

    key: str
    text: str


@frozen(eq=False)
class ExpressionItem(Tree):
    """`金额: …`: issued, amount, rate_ceiling, indicative, compared, deadline, validity, complete_to, by_date, date, count,
    expires, cap, item_cap, received.
    """

    key: str
    value: Expression


@frozen(eq=False)
class TableItem(Tree):
    """`金额:` with a table under it."""

    key: str
    table: Table


@frozen(eq=False)
class ConditionItem(Tree):
    """`对象: …`, `条件: …`, `持有: …`, `达标: …`, `计入: …`, `应成立: …` or a block that stands alone (key `when`)."""

    key: str
    condition: Condition


@frozen(eq=False)
class WindowItem(Tree):
    """`施行: a 至 b`, `施行: a 起 3年`, `期间: a 起`: `last` and `length` exclude each other; ends are expressions."""

    key: str
    first: Expression | None
    last: Expression | None
    length: Expression | None


@frozen(eq=False)
class QuotesItem(Tree):
    """`条文:` (key `quote`) or `引语:` (key `lead`) with its `|` lines."""

    key: str
    quotes: tuple[Quote, ...]


@frozen(eq=False)
class UnitsItem(Tree):
    """`责任单位: …` (key `responsible`) or `由: …` (key `by`).

    `unstated` is `未载明`; `inferred` is true for `推定`, and `because` is then its reason.
    """

    key: str
    units: tuple[Name, ...]
    unstated: bool
    inferred: bool
    because: Text | None


@frozen(eq=False)
class RecurrenceItem(Tree):
    """`周期: 每 1年 1 次 自 2022-08-05`."""

    key: str
    every: DurationLiteral
    times: int
    anchor: Expression


@frozen(eq=False)
class TierItem(Tree):
    """`层次: 省级专精特新` in a target."""

    key: str
    tier: Name


@frozen(eq=False)
class OrLessItem(Tree):
    """`以下: 不含本数`: whether 以下 includes the number throughout the policy."""

    key: str
    inclusive: bool


@frozen(eq=False)
class SupersessionItem(Tree):
    """`取代: "…" 自 2024-03-01` (key `supersedes`), `被取代: …` (key `superseded_by`): another document, by its number."""

    key: str
    document: Text
    since: Expression


@frozen(eq=False)
class PerRecordItem(Tree):
    """`对每个: 项目 甲`: an entitlement that is decided for each record of a list."""

    key: str
    collection: Name
    variable: Name | None


@frozen(eq=False)
class YearlyCapItem(Tree):
    """`年度上限: 200万元 按 甲.验收日`: a cap on what falls in one calendar year; without a date, on what is decided now."""

    key: str
    value: Expression
    date: Expression | None


@frozen(eq=False)
class NamesItem(Tree):
    """`加成: 甲` (key `on_top_of`), `不得兼得: 甲、省.乙` (key `excludes`)."""

    key: str
    names: "tuple[Reference, ...]"


@frozen(eq=False)
class Stage(Tree):
    """`验收后: 70%`: one part of a payment."""

    name: Name
    share: Expression


@frozen(eq=False)
class StagesItem(Tree):
    """`分期支付:` and its stages."""

    key: str
    stages: tuple[Stage, ...]


@frozen(eq=False)
class ScheduleRow(Tree):
    """`第 1年 至 第 2年: 80%`: the share of the amount in these years, counted from 1."""

    first: int
    last: int
    share: Expression


@frozen(eq=False)
class ScheduleItem(Tree):
    """`分年: 自 入驻日` and its rows: the share of the amount by the year since a day."""

    key: str
    since: Expression
    rows: tuple[ScheduleRow, ...]


@frozen(eq=False)
class RuleItem(Tree):
    """A rule over several awards: `key` is highest_only, choose_one, total_cap or top_up.

    `awards` are the awards that it governs, of this policy or of others, none of them named where it governs all below it;
    `value` is the cap, or what was already received.
    """

    key: str
    awards: "tuple[Reference, ...]"
    value: Expression | None


@frozen(eq=False)
class Total(Tree):
    """`合计` where something is required of it: what the enterprise may receive altogether."""


@frozen(eq=False)
class WatchedItem(Tree):
    """`应可确定: …`, `不得降低: 达标 小巨人`, `至多降低 1元: 合计`: `key` is must_be_known, must_not_fall or may_fall_by.

    `value` is what must be known, or must not fall (by more than `allowance`).
    """

    key: str
    allowance: Expression | None
    value: "Condition | Total"


@frozen(eq=False)
class GivenOnlyItem(Tree):
    """`只给: 认定、所在县区`: the facts that are known; nothing else is."""

    key: str
    facts: tuple[Name, ...]


@frozen(eq=False)
class ChangeItem(Tree):
    """`变动: 研发费用[上年] 增加`: the one fact that is another, all else being as it was.

    `direction` is increases, decreases, becomes or gains_one (`增加一项`); `value` by how much, or what it becomes.
    """

    key: str
    fact: Expression
    direction: str
    value: Expression | None


Item = (
    TextItem | ExpressionItem | TableItem | ConditionItem | WindowItem | QuotesItem | UnitsItem | RecurrenceItem | TierItem
    | OrLessItem | SupersessionItem | PerRecordItem | YearlyCapItem | NamesItem | StagesItem | ScheduleItem | RuleItem
    | WatchedItem | GivenOnlyItem | ChangeItem
)  # fmt: skip


# --- declarations ---------------------------------------------------------------------------------------------------


@frozen(eq=False)
class TypeName(Tree):
    """A type as written. `name` is a built-in (canonical English) or declared one; `per` is what a series is by."""

    name: Name
    list_of: bool
    per: Period | None
    optional: bool


@frozen(eq=False)
class Policy(Tree):
    """`政策`: what the document is, and when it is in force."""

    name: Name
    title: Text | None
    items: tuple[Item, ...]


@frozen(eq=False)
class Enum(Tree):
    """`枚举`: a closed list of names."""

    name: Name
    members: tuple[Name, ...]


@frozen(eq=False)
class FieldLine(Tree):
    """A field of a record or a fact: type, range (both ends or none), the body that decides it, and title."""

    name: Name
    type: TypeName
    low: Expression | None
    high: Expression | None
    decided_by: Text | None
    title: Text | None


@frozen(eq=False)
class Record(Tree):
    """`记录`: what a list of facts consists of."""

    name: Name
    fields: tuple[FieldLine, ...]


@frozen(eq=False)
class Always(Tree):
    """`总是 标签: 条件` among the facts."""

    label: Name | None
    condition: Expression


@frozen(eq=False)
class Facts(Tree):
    """`事实`: the inputs."""

    lines: tuple[FieldLine | Always, ...]


@frozen(eq=False)
class Rename(Tree):
    """`2023-07-20 起 称 "…"`."""

    begins: Expression
    title: Text


@frozen(eq=False)
class Member(Tree):
    """`新会区: "新会区人民政府"` in a unit that is resolved by a fact."""

    name: Name
    title: Text


@frozen(eq=False)
class UnitLine(Tree):
    """A unit: its name in the document, dated new names, or the fact that resolves it and its members."""

    name: Name
    title: Text
    by: Name | None
    renames: tuple[Rename, ...]
    members: tuple[Member, ...]


@frozen(eq=False)
class Units(Tree):
    """`单位`: the units that answer for something."""

    lines: tuple[UnitLine, ...]


@frozen(eq=False)
class Published(Tree):
    """`2022-08-22: 3.65%`."""

    day: Expression
    value: Expression


@frozen(eq=False)
class Parameter(Tree):
    """`参数`: a value with the days on which it was published, and the range that it lies in on any day (both ends or none)."""

    name: Name
    type: TypeName
    low: Expression | None
    high: Expression | None
    title: Text | None
    values: tuple[Published, ...]
    items: tuple[Item, ...]


@frozen(eq=False)
class Option(Tree):
    """`选项` of a reading."""

    name: Name
    title: Text | None


@frozen(eq=False)
class Reading(Tree):
    """`疑义`: an ambiguity of the document, its options, and the one that is taken."""

    name: Name
    clause: Clause | None
    title: Text | None
    options: tuple[Option, ...]
    default: Name | None
    items: tuple[Item, ...]


@frozen(eq=False)
class ParameterLine(Tree):
    """A parameter of a function: `项: 认定记录`."""

    name: Name
    type: TypeName


@frozen(eq=False)
class Except(Tree):
    """`例外 山区 优先于 首次: 条件 则 值`: another value where a condition holds. `items` quote what it encodes."""

    name: Name
    clause: Clause | None
    overrides: tuple[Name, ...]
    condition: Expression
    value: Expression
    items: tuple[QuotesItem, ...]


@frozen(eq=False)
class PeriodLine(Tree):
    """`[年]`, `[月 按月]`: what the period of a series that is derived from others is called, and which one it is."""

    name: Name
    unit: Period


@frozen(eq=False)
class Define(Tree):
    """A named value (no parameters), a function, or a series derived from others (by `period`).

    `items` quote what it encodes, where the document defines it.
    """

    name: Name
    parameters: tuple[ParameterLine, ...]
    period: PeriodLine | None
    clause: Clause | None
    type: TypeName | None
    title: Text | None
    items: tuple[QuotesItem, ...]
    body: Condition | Table | None
    exceptions: tuple[Except, ...]


@frozen(eq=False)
class Use(Tree):
    """`引用 国标 "优质中小企业.pol"`: another policy, under a name."""

    name: Name
    path: Text


# --- scores ---------------------------------------------------------------------------------------------------------


@frozen(eq=False)
class Figure(Tree):
    """`满分 100`, `最低 20`, `合格 60`: `kind` is maximum, minimum or pass."""

    kind: str
    value: Fraction


@frozen(eq=False)
class Indicator(Tree):
    """`指标`: one line of a score; `points` are the tables and expressions under it, of which there is to be one."""

    name: Name
    clause: Clause | None
    figures: tuple[Figure, ...]
    boundary: str | None
    title: Text | None
    points: tuple[Expression | Table, ...]
    items: tuple[Item, ...]


@frozen(eq=False)
class ScoreGroup(Tree):
    """`分项`: indicators with a sub-total, which may have a minimum."""

    name: Name
    clause: Clause | None
    figures: tuple[Figure, ...]
    boundary: str | None
    title: Text | None
    parts: tuple["Item | Indicator", ...]


@frozen(eq=False)
class Score(Tree):
    """`评分`: indicators and groups of them, whose points are added."""

    name: Name
    clause: Clause | None
    figures: tuple[Figure, ...]
    boundary: str | None
    title: Text | None
    parts: tuple["Item | ScoreGroup | Indicator", ...]


def score_parts(score: Score) -> tuple[ScoreGroup | Indicator, ...]:
    """Return all groups and indicators of a score, in the order of the text."""
    found: list[ScoreGroup | Indicator] = []
    for part in score.parts:
        if isinstance(part, ScoreGroup | Indicator):
            found.append(part)
        if isinstance(part, ScoreGroup):
            found += (inside for inside in part.parts if isinstance(inside, Indicator))
    return tuple(found)


@frozen(eq=False)
class Tier(Tree):
    """`层次`: a rank that an enterprise can hold."""

    name: Name
    clause: Clause | None
    title: Text | None
    rank: int | None
    items: tuple[Item, ...]


@frozen(eq=False)
class Entitlement(Tree):
    """`verb` is as written: a modality, or a verb of the document."""

    name: Name
    clause: Clause | None
    verb: Text | None
    title: Text | None
    items: tuple[Item, ...]


@frozen(eq=False)
class Duty(Tree):
    """`职责`: what a unit, or someone else, is to do."""

    name: Name
    clause: Clause | None
    verb: Text | None
    title: Text | None
    items: tuple[Item, ...]


@frozen(eq=False)
class Measure(Tree):
    """`措施`: a numbered measure with its entitlements and duties."""

    name: Name
    clause: Clause | None
    title: Text | None
    items: tuple[Item | Entitlement | Duty, ...]


@frozen(eq=False)
class Target(Tree):
    """`目标`: a figure to be reached by a day."""

    name: Name
    clause: Clause | None
    title: Text | None
    items: tuple[Item, ...]


@frozen(eq=False)
class Omit(Tree):
    """Passages of the source that are deliberately not encoded, and why."""

    clause: Clause | None
    because: Text | None
    quotes: tuple[Quote, ...]


@frozen(eq=False)
class Given(Tree):
    """`所在县区: 新会区`: a fact of a scenario. `value` is `None` for `未知`."""

    fact: Name
    value: "Expression | None"


@frozen(eq=False)
class GivenField(Tree):
    """`认定日 2022-06-01` in a record of a scenario; `value` is `None` for `未知`."""

    name: Name
    value: "Expression | None"


@frozen(eq=False)
class GivenRecord(Tree):
    """`认定 一项: 称号 省级专精特新, 认定日 2022-06-01`: adds one record to a list."""

    fact: Name
    fields: tuple[GivenField, ...]


@frozen(eq=False)
class GivenEmpty(Tree):
    """`认定: 无`: the list is known to be empty."""

    fact: Name


@frozen(eq=False)
class GivenPeriod(Tree):
    """`营业收入 2021: 5亿元`, `产值 2024Q3: 100万元`: one period of a series; `value` is `None` for `未知`.

    `exists` is false for `不存在`: the enterprise was founded later.
    """

    fact: Name
    period: PeriodLiteral
    value: "Expression | None"
    exists: bool = True


@frozen(eq=False)
class GivenReading(Tree):
    """`读法: 施行末日 为 首日不计入`."""

    reading: Name
    option: Name


@frozen(eq=False)
class ExpectVerdict(Tree):
    """`应可享受: …`: `kind` is entitled, not_entitled, undetermined, missing (facts), holds, holds_not, qualifies or
    qualifies_not (tiers).
    """

    kind: str
    names: tuple[Name, ...]


@frozen(eq=False)
class ExpectValue(Tree):
    """`贷款利率 的 利率上限 应为 3.65%`: `what` is amount or rate_ceiling."""

    entitlement: Name
    what: str
    value: "Expected"


@frozen(eq=False)
class Expected(Tree):
    """What a value should be: one, one of several, all between two (`is_range`), or none known at all (no values)."""

    values: tuple[Expression, ...]
    is_range: bool


@frozen(eq=False)
class ExpectDefinition(Tree):
    """`规模 应为 中型`, `评价.创新能力 应为 40`: a definition, a score or a part of one."""

    target: Reference
    value: Expected


@frozen(eq=False)
class ExpectTotal(Tree):
    """`合计 应为 50万元`: what the enterprise may receive altogether."""

    value: Expected


@frozen(eq=False)
class ExpectReason(Tree):
    """`税务服务 的 理由 应含 "未撤销"`: a label or a text that the reasons name."""

    entitlement: Name
    text: str


@frozen(eq=False)
class ExpectMissing(Tree):
    """`税务服务 应缺: 认定`: the facts that can still change the verdict of one entitlement, no more and no fewer."""

    entitlement: Name
    names: tuple[Name, ...]


@frozen(eq=False)
class Column(Tree):
    """`从业人员` or `营业收入 2023` over the rows of `逐行`: a fact, with its period where it is a series."""

    fact: Name
    period: PeriodLiteral | None


@frozen(eq=False)
class TrialCell(Tree):
    """What a row gives for a column; `value` is `None` for `未知`."""

    value: "Expression | None"


@frozen(eq=False)
class TrialRow(Tree):
    """`1000、40000万元: 大型`: what is given, a cell per column, and what should come out."""

    cells: tuple[TrialCell, ...]
    value: Expected


@frozen(eq=False)
class EachRow(Tree):
    """`逐行 从业人员、营业收入 2023: 规模`: each row is a test of its own, with the other lines of the scenario."""

    columns: tuple[Column, ...]
    target: Reference
    rows: tuple[TrialRow, ...]


ScenarioLine = (
    ExpressionItem | Given | GivenRecord | GivenEmpty | GivenPeriod | GivenReading | ExpectVerdict | ExpectValue
    | ExpectReason | ExpectMissing | ExpectDefinition | ExpectTotal | EachRow
)  # fmt: skip


@frozen(eq=False)
class Scenario(Tree):
    """A test; its date is the `ExpressionItem` with key `date`."""

    title: Text | None
    lines: tuple[ScenarioLine, ...]


@frozen(eq=False)
class Property(Tree):
    """`普遍要求`: what must be true of every enterprise."""

    name: Name
    clause: Clause | None
    title: Text | None
    items: tuple[Item, ...]


Declaration = (
    Policy | Use | Enum | Record | Facts | Units | Parameter | Reading | Define | Score | Tier | Measure | Target | Omit
    | Scenario | Property
)  # fmt: skip


@frozen(eq=False)
class File(Tree):
    """A whole `.pol` file: the declarations that could be read, in order."""

    declarations: tuple[Declaration, ...]


def parts(node: Tree) -> "Iterator[tuple[Attribute[object], object]]":
    """Yield the fields of a node that say something, without its span."""
    for attribute in type(node).__attrs_attrs__:
        if attribute.name != "span":
            yield attribute, getattr(node, attribute.name)


def children(node: Tree) -> Iterator[Tree]:
    """Yield the nodes directly under a node, in the order of the text."""
    for attribute in type(node).__attrs_attrs__:
        value = getattr(node, attribute.name)
        if isinstance(value, Tree):
            yield value
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Tree):
                    yield item


def same(one: object, other: object) -> bool:
    """Say whether two trees say the same, wherever they stand."""
    if isinstance(one, Tree):
        return type(one) is type(other) and all(same(value, getattr(other, a.name)) for a, value in parts(one))
    if isinstance(one, tuple):
        return isinstance(other, tuple) and len(one) == len(other) and all(map(same, one, other))
    return one == other
