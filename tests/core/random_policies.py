"""Random policies in which every name means something and every type fits, and random enterprises of whom everything is known.

Names are few, so that arguments and records of one place are called what others are called elsewhere.
"""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from attrs import evolve, field, frozen

from tests.core.naive import ABSENT, Months

HEAD = """\
政策 小 "小政策":
    文号: "小〔2022〕1号"
    发文: "小局"
    印发: 2021-12-31
    施行: 0001-01-01 起
    原文: "小.txt"

枚举 颜色: 红、绿、蓝
枚举 地区: 东、西

记录 货物:
    色: 颜色
    价: 金额
    件数: 整数
    购日: 日期
    退日: 日期 可不填
    新: 是否

记录 门店:
    区: 地区
    租: 金额
    面积: 整数
    开日: 日期
    闭日: 日期 可不填

事实:
    货: 货物 列表
    店: 门店 列表
    预算: 金额
    人数: 整数
    有证: 是否
    注册日: 日期
    利率: 比例
    期: 时长
    宽限: 天数
    本色: 颜色
    营收: 金额 按年

疑义 算法 "如何计算":
    选项 计入
    选项 不计入
    采用: 计入
    因: "惯例"

参数 基准: 比例
    2021-06-01: 4%
    2022-01-01: 3%
    2023-01-01: 2%
    完整至: 2025-01-01

"""

#: The fields of records and the facts, by type.
RECORDS: Mapping[str, Mapping[str, str]] = {
    "货物": {"色": "颜色", "价": "金额", "件数": "整数", "购日": "日期", "退日": "日期 可不填", "新": "是否"},
    "门店": {"区": "地区", "租": "金额", "面积": "整数", "开日": "日期", "闭日": "日期 可不填"},
}
LISTS = {"货": "货物", "店": "门店"}
FACTS = {
    "预算": "金额", "人数": "整数", "有证": "是否", "注册日": "日期", "利率": "比例", "期": "时长", "宽限": "天数",
    "本色": "颜色", "算法": "算法",
}  # fmt: skip
MEMBERS = {"颜色": ("红", "绿", "蓝"), "地区": ("东", "西"), "算法": ("计入", "不计入")}
VARIABLES = ("甲", "乙", "丙", "丁", "戊", "己")
DAYS = (date(2020, 2, 29), date(2021, 12, 31), date(2022, 1, 1), date(2022, 3, 31), date(2023, 1, 1), date(2024, 2, 29))
ORDERED = ("金额", "整数", "日期", "比例", "天数", "时长")
COMPARATORS = ("不低于", "超过", "不高于", "低于", "为", "不为")


@frozen
class Definition:
    """A definition: its name, the names and types of its arguments, its own type."""

    name: str
    parameters: tuple[tuple[str, str], ...]
    type: str


@frozen
class Sight:
    """What can be named at a place. `records` are the quantifiers around, the innermost last: variable and record."""

    records: tuple[tuple[str | None, str], ...] = ()
    arguments: Mapping[str, str] = field(factory=dict)
    definitions: tuple[Definition, ...] = ()

    def within(self, variable: str | None, record: str) -> "Sight":
        return evolve(self, records=(*self.records, (variable, record)))

    def record_names(self) -> list[tuple[str, str]]:
        """Return the names that stand for a record here, with its type."""
        arguments = [(name, kind) for name, kind in self.arguments.items() if kind in RECORDS]
        return [*arguments, *((variable, record) for variable, record in self.records if variable is not None)]

    def free(self) -> list[str]:
        """Return the names that mean nothing here."""
        taken = {*self.arguments, *(variable for variable, _ in self.records)}
        return [name for name in VARIABLES if name not in taken]

    def bare_fields(self) -> list[tuple[str, str]]:
        """Return the fields that can be named without their record."""
        return [(name, kind) for _, record in self.records for name, kind in RECORDS[record].items()]


class Writer:
    """Writes one random policy."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def policy(self, definitions: int = 5, promises: int = 6) -> str:
        """Return the text of a policy whose promises each have a condition and an amount."""
        text, known = [HEAD], Sight()
        for number in range(definitions):
            line, definition = self.definition(number, known)
            text.append(line)
            known = evolve(known, definitions=(*known.definitions, definition))
        text.append(f'层次 优 "优" 位次 1:\n    有效期: 未载明\n    持有: {self.write("是否", 3, known)}\n')
        text.append("措施 措 @一:\n    责任单位: 未载明\n")
        for number in range(promises):
            type_ = self.rng.choice(("金额", "比例"))
            key = "金额" if type_ == "金额" else "利率上限"
            text.append(f"    支持事项 奖{number} 给予:\n        条文:\n            | 给予奖励\n")
            text.append(self.condition(known))
            text.append(f"        {key}: {self.write(type_, 3, known)}\n")
        return "".join(text)

    def condition(self, sight: Sight) -> str:
        if self.rng.random() < 0.5:
            return f"        条件: {self.write('是否', 4, sight)}\n"
        heads = ("符合下列全部条件", "符合下列条件之一", "至少符合 2 项")
        lines = "".join(f"                行{n}: {self.write('是否', 3, sight)}\n" for n in range(self.rng.randint(2, 4)))
        return f"        条件:\n            {self.rng.choice(heads)}:\n{lines}"

    def definition(self, number: int, known: Sight) -> tuple[str, Definition]:
        type_ = self.rng.choice(("是否", "是否", "金额", "整数", "日期", "颜色"))
        kinds = ("货物", "门店", "金额", "整数", "日期", "日期 可不填", "是否", "颜色")
        count = self.rng.choice((0, 1, 1, 2, 3))
        parameters = tuple((name, self.rng.choice(kinds)) for name in self.rng.sample(VARIABLES[:3], count))
        sight = evolve(known, arguments=dict(parameters))
        body = self.write(type_, 3, sight)
        exceptions = self.exceptions(type_, sight) if self.rng.random() < 0.3 else ""
        listed = ", ".join(f"{name}: {kind}" for name, kind in parameters)
        head = f"定义 定{number}({listed}): {type_}" if parameters else f"定义 定{number}"
        return f"{head} = {body}\n{exceptions}\n", Definition(f"定{number}", parameters, type_)

    def exceptions(self, type_: str, sight: Sight) -> str:
        """Return exceptions of which some override others."""
        lines = ""
        for number in range(self.rng.randint(1, 3)):
            over = [f"例{other}" for other in range(number) if self.rng.random() < 0.4]
            overrides = f" 优先于 {'、'.join(over)}" if over else ""
            lines += f"    例外 例{number}{overrides}: {self.write('是否', 2, sight)} 则 {self.write(type_, 2, sight)}\n"
        return lines

    # --- expressions ----------------------------------------------------------------------------------------------------

    def write(self, type_: str, depth: int, sight: Sight) -> str:
        """Return an expression of a type, in brackets where it has parts."""
        if depth > 0 and self.rng.random() < 0.85:
            ways = [self.conditional, *({"是否": self.truths}.get(type_, [])), *self.numbers(type_)]
            calls = [d for d in sight.definitions if d.type == type_ and self.callable(d, sight)]
            if calls and self.rng.random() < 0.35:
                return self.call(self.rng.choice(calls), depth, sight)
            written: str = self.rng.choice(ways)(type_, depth - 1, sight)
            return written
        return self.leaf(type_, sight)

    def callable(self, definition: Definition, sight: Sight) -> bool:
        in_sight = {record for _, record in sight.record_names()}
        return all(kind not in RECORDS or kind in in_sight for _, kind in definition.parameters)

    def call(self, definition: Definition, depth: int, sight: Sight) -> str:
        arguments = []
        for _, kind in definition.parameters:
            if kind in RECORDS:
                arguments.append(self.rng.choice([name for name, record in sight.record_names() if record == kind]))
            elif kind.endswith("可不填") and self.optional(sight):
                arguments.append(self.rng.choice(self.optional(sight)))
            else:
                arguments.append(self.write(kind.split(" ")[0], depth - 1, sight))
        return f"{definition.name}({', '.join(arguments)})" if arguments else definition.name

    def optional(self, sight: Sight) -> list[str]:
        """Return what may be absent here."""
        fields = [name for name, kind in sight.bare_fields() if kind.endswith("可不填")]
        dotted = [f"{r}.{name}" for r, record in sight.record_names() for name, kind in RECORDS[record].items() if " " in kind]
        return [*fields, *dotted, *(name for name, kind in sight.arguments.items() if " " in kind)]

    def leaf(self, type_: str, sight: Sight) -> str:
        found = [
            name for name, kind in (*FACTS.items(), *sight.bare_fields(), *sight.arguments.items()) if self.is_a(kind, type_)
        ]
        for variable, record in sight.record_names():
            found += [f"{variable}.{name}" for name, kind in RECORDS[record].items() if self.is_a(kind, type_)] * 2
        if type_ == "金额":
            found.append(self.rng.choice(("营收[上年]", "营收[本年 - 2]", "营收[2022]")))
        if type_ == "比例":
            found += ["基准", "基准 于 注册日"]
        if type_ == "日期":
            found.append("当日")
        if found and self.rng.random() < 0.75:
            return self.rng.choice(found)
        return self.literal(type_)

    def is_a(self, kind: str, type_: str) -> bool:
        return kind == type_ or (kind == f"{type_} 可不填" and self.rng.random() < 0.5)

    def literal(self, type_: str) -> str:
        match type_:
            case "是否":
                return self.rng.choice(("是", "否"))
            case "金额":
                return self.rng.choice(("0元", "5元", "1万元", "20元"))
            case "整数":
                return self.rng.choice(("0", "1", "2", "7"))
            case "日期":
                return self.rng.choice(DAYS).isoformat()
            case "比例":
                return self.rng.choice(("0%", "2%", "3.5%"))
            case "天数":
                return self.rng.choice(("0天", "30天", "365天"))
            case "时长":
                return self.rng.choice(("1年", "18个月", "3年"))
            case _:
                return self.rng.choice(MEMBERS[type_])

    def conditional(self, type_: str, depth: int, sight: Sight) -> str:
        then, otherwise = self.write(type_, depth, sight), self.write(type_, depth, sight)
        return f"(如果 {self.write('是否', depth, sight)} 则 {then} 否则 {otherwise})"

    # --- truths ---------------------------------------------------------------------------------------------------------

    @property
    def truths(self) -> list[Any]:
        some = [self.quantified] * 4
        return [
            *some,
            self.logic,
            self.logic,
            self.negation,
            self.compared,
            self.compared,
            self.between,
            self.member,
            self.absent,
        ]

    def logic(self, type_: str, depth: int, sight: Sight) -> str:
        word = self.rng.choice((" 且 ", " 或 "))
        return f"({word.join(self.write('是否', depth, sight) for _ in range(self.rng.choice((2, 2, 3))))})"

    def negation(self, type_: str, depth: int, sight: Sight) -> str:
        return f"(非 {self.write('是否', depth, sight)})"

    def compared(self, type_: str, depth: int, sight: Sight) -> str:
        kind = self.rng.choice((*ORDERED, "颜色", "地区"))
        if kind == "地区" and ("区", "地区") not in sight.bare_fields():
            kind = "颜色"
        signs = COMPARATORS if kind in ORDERED else COMPARATORS[-2:]
        left = self.write(kind, depth, sight) if kind in ORDERED else ""
        if not left or left[0].isdigit():  # two constants are not worth a question
            left = self.named(kind, sight)
        return f"({left} {self.rng.choice(signs)} {self.write(kind, depth, sight)})"

    def named(self, kind: str, sight: Sight) -> str:
        named = [name for name, other in (*FACTS.items(), *sight.bare_fields()) if other == kind]
        return self.rng.choice(named)

    def between(self, type_: str, depth: int, sight: Sight) -> str:
        kind = self.rng.choice(ORDERED)
        return f"({self.named(kind, sight)} 在 {self.write(kind, depth, sight)} 至 {self.leaf(kind, sight)})"

    def member(self, type_: str, depth: int, sight: Sight) -> str:
        members = self.rng.sample(MEMBERS["颜色"], 2)
        return f"({self.named('颜色', sight)} 属于 ({'、'.join(members)}))"

    def absent(self, type_: str, depth: int, sight: Sight) -> str:
        optional = self.optional(sight)
        return f"({self.rng.choice(optional)} 未填)" if optional else self.compared(type_, depth, sight)

    # --- records --------------------------------------------------------------------------------------------------------

    def opened(self, sight: Sight) -> tuple[str, Sight, str]:
        """Return a list, what is in sight inside of a question about its records, and how their name is written."""
        collection = self.rng.choice(tuple(LISTS))
        bare = LISTS[collection] not in {record for _, record in sight.records} and self.rng.random() < 0.3
        variable = None if bare else self.rng.choice(sight.free())
        return collection, sight.within(variable, LISTS[collection]), "" if variable is None else f" {variable}"

    def quantified(self, type_: str, depth: int, sight: Sight) -> str:
        if len(sight.records) >= 3:
            return self.compared(type_, depth, sight)
        collection, inside, variable = self.opened(sight)
        word = self.rng.choice(("中有一项", "中每一项", "中至少 2 项"))
        return f"({collection} {word}{variable}: {self.write('是否', depth, inside)})"

    def counted(self, type_: str, depth: int, sight: Sight) -> str:
        if len(sight.records) >= 3:
            return self.leaf(type_, sight)
        collection, inside, variable = self.opened(sight)
        return f"({collection} 中的项数{variable}: {self.write('是否', depth, inside)})"

    def gathered(self, type_: str, depth: int, sight: Sight) -> str:
        if len(sight.records) >= 3:
            return self.leaf(type_, sight)
        collection, inside, variable = self.opened(sight)
        words = ("中最晚", "中最早") if type_ == "日期" else ("中合计", "中最大", "中最小")
        where = f" 其中 {self.write('是否', depth, inside)}" if self.rng.random() < 0.7 else ""
        return f"({collection} {self.rng.choice(words)}{variable}: {self.write(type_, depth, inside)}{where})"

    # --- numbers --------------------------------------------------------------------------------------------------------

    def numbers(self, type_: str) -> list[Any]:
        """Return the ways to calculate a value of a type."""
        ways = {
            "金额": [self.sum_of, self.product, self.extreme, self.gathered, self.gathered],
            "整数": [self.sum_of, self.extreme, self.gathered, self.counted, self.part_of_date],
            "比例": [self.sum_of, self.extreme, self.quotient],
            "日期": [self.shifted, self.shifted, self.extreme, self.gathered, self.otherwise],
            "天数": [self.sum_of, self.days_between, self.extreme],
            "时长": [self.sum_of, self.extreme],
        }
        return ways.get(type_, [])

    def sum_of(self, type_: str, depth: int, sight: Sight) -> str:
        return f"({self.write(type_, depth, sight)} {self.rng.choice('+-')} {self.write(type_, depth, sight)})"

    def product(self, type_: str, depth: int, sight: Sight) -> str:
        return f"({self.write(type_, depth, sight)} × {self.write(self.rng.choice(('整数', '比例')), depth, sight)})"

    def quotient(self, type_: str, depth: int, sight: Sight) -> str:
        return f"({self.write('比例', depth, sight)} + {self.write('金额', depth, sight)} / {self.write('金额', depth, sight)})"

    def extreme(self, type_: str, depth: int, sight: Sight) -> str:
        word = self.rng.choice(("较大者", "较小者"))
        return f"{word}({self.write(type_, depth, sight)}, {self.write(type_, depth, sight)})"

    def part_of_date(self, type_: str, depth: int, sight: Sight) -> str:
        return f"{self.rng.choice(('年份', '月份', '日'))}({self.write('日期', depth, sight)})"

    def shifted(self, type_: str, depth: int, sight: Sight) -> str:
        by = self.write(self.rng.choice(("天数", "时长")), depth, sight)
        return f"({self.write('日期', depth, sight)} {self.rng.choice('+-')} {by})"

    def days_between(self, type_: str, depth: int, sight: Sight) -> str:
        return f"({self.write('日期', depth, sight)} - {self.write('日期', depth, sight)})"

    def otherwise(self, type_: str, depth: int, sight: Sight) -> str:
        optional = self.optional(sight)
        if not optional:
            return self.leaf(type_, sight)
        return f"({self.rng.choice(optional)} 未填则 {self.write('日期', depth, sight)})"


# --- enterprises ------------------------------------------------------------------------------------------------------


def enterprise(rng: random.Random) -> dict[str, Any]:
    """Return facts of which everything is known, as plain data that a facts file could hold."""
    known = {name: plain(rng, kind) for name, kind in FACTS.items() if kind != "算法"}
    years = {year: plain(rng, "金额") for year in (2019, 2020, 2021, 2022, 2023) if rng.random() < 0.8}
    lists = {name: [row(rng, record) for _ in range(rng.randint(0, 3))] for name, record in LISTS.items()}
    return {**known, **lists, "营收": {year: years.get(year, "不存在") for year in range(1990, 2031)}}


def row(rng: random.Random, record: str) -> dict[str, Any]:
    return {
        name: plain(rng, kind.split(" ")[0])
        for name, kind in RECORDS[record].items()
        if not kind.endswith("可不填") or rng.random() < 0.6
    }


def plain(rng: random.Random, kind: str) -> Any:
    match kind:
        case "是否":
            return rng.random() < 0.5
        case "金额":
            return f"{rng.choice((-3, 0, 5, 20, 10_000))}元"
        case "整数":
            return rng.choice((-2, 0, 1, 2, 7))
        case "日期":
            return rng.choice(DAYS) + timedelta(rng.choice((-1, 0, 1, 30)))
        case "比例":
            return f"{rng.choice((0, 2, 3))}%"
        case "天数":
            return rng.choice((0, 30, 366))
        case "时长":
            return rng.choice((0, 12, 36))
        case _:
            return rng.choice(MEMBERS[kind])


def exact(kind: str, written: Any) -> Any:
    """Return a plain value as `tests.core.naive` calculates with it."""
    match kind:
        case "金额":
            return None if written == "不存在" else Fraction(written.removesuffix("元")) * 100
        case "整数":
            return Fraction(written)
        case "比例":
            return Fraction(written.removesuffix("%")) / 100
        case "天数":
            return timedelta(written)
        case "时长":
            return Months(written)
        case _:
            return written


def world_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts as `tests.core.naive` calculates with them."""
    known = {name: exact(kind, facts[name]) for name, kind in FACTS.items() if name in facts}
    for name, record in LISTS.items():
        fields = RECORDS[record]
        known[name] = [
            {key: exact(kind, given[key]) if key in given else ABSENT for key, kind in fields.items()} for given in facts[name]
        ]
    known["营收"] = {year: exact("金额", amount) for year, amount in facts["营收"].items()}
    return known
