"""Random policies that the grammar itself writes, as people may: every production, any spelling, odd blanks and indentation.

They mean nothing, and need no tree to be printed from, so that what the printer of trees never writes is among them too.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import count, pairwise
from typing import NamedTuple

from lark import Lark

from policyrules.diagnostics import Language
from policyrules.syntax.keywords import KEYWORDS
from policyrules.syntax.lexer import _SIGNS
from policyrules.syntax.tables import LAYOUT
from policyrules.syntax.tables import grammar as text_of_grammar
from policyrules.syntax.words import _AFTER_COMMA

#: A symbol is a rule of the grammar, or a terminal where it is in capitals.
Production = tuple[str, tuple[str, ...]]

#: No choice is left to chance further down: the shortest way to the end is taken.
_DEEP = 40

_NAMES = ("甲", "乙", "丙", "收入", "当期收入", "非遗项目", "或有负债", "x_1", "Ab", "第1批", "年Ⅲ")
_MARKED = ("「5G收入」", "「3年」", "「a b」", "「甲、乙」", "「#」", "「| x」", "「100万元」", "「@二」", "「(甲)」")
_TEXTS = (
    "",
    "甲",
    "甲、乙：丙",
    "# 甲",
    "| x",
    "「甲」",
    "定义 x = (",
    "100%",
    "it's 2022-08-05",
    "甲\t乙",
    " 甲 ",
    "＃（“甲”）",
)
_LITERALS: Mapping[str, Sequence[str]] = {
    "NUMBER": ("0", "1", "2", "12", "05", "100000", "3.50", "0.25"),
    "PERCENT": ("3%", "3.00%", "0.5％", "100%"),
    "MONEY": ("100万元", "1亿元", "3元", "5000yuan", "20 yuan", "1.50万元"),
    "DURATION": ("3年", "6个月", "30日", "30天", "1 year", "2 months", "1  day", "3years", "2个季度", "1季度", "4 quarters"),
    "PERIOD": ("2023Q1", "2024年第4季度", "2023-07", "2023年7月"),
    "DATE": ("2022-08-05", "2022年8月5日", "2024-2-29", "0001-01-01"),
    "CLAUSE": ("@二(一)", "＠二（一）", "@附件1-2", "@四"),
    "QUOTE_LINE": ("| 甲, 乙", "|", "|甲 # 乙", "|  丙“丁", "｜ 甲", '| "'),
}
_SPELLINGS = {kind: tuple(sign for sign, of in _SIGNS.items() if of == kind) for kind in set(_SIGNS.values())}
_LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Grammar(NamedTuple):
    """The productions of each rule, and those of them that come to an end soonest."""

    productions: Mapping[str, tuple[Production, ...]]
    shortest: Mapping[str, tuple[Production, ...]]


@cache
def grammar() -> Grammar:
    """Return the grammar as Lark sees it, with what repeats written out."""
    productions: dict[str, tuple[Production, ...]] = {}
    read = Lark(text_of_grammar(), parser=None, lexer="basic", start="declaration", maybe_placeholders=False)  # without tables
    for one in read.rules:
        production = str(one.origin.name), tuple(str(symbol.name) for symbol in one.expansion)
        if ("INDENT", "DEDENT") not in pairwise(production[1]):  # no text has a block without lines
            productions[production[0]] = (*productions.get(production[0], ()), production)
    shortest: dict[str, tuple[Production, ...]] = {}
    while productions.keys() - shortest.keys():
        ended = frozenset(shortest)
        for rule in productions.keys() - ended:
            rows = tuple(row for row in productions[rule] if all(part.isupper() or part in ended for part in row[1]))
            if rows:
                shortest[rule] = rows
    return Grammar(productions, shortest)


@cache
def ways(goal: Production) -> Mapping[str, tuple[int, Production, str | None]]:
    """Return for each rule how far the goal is, by which production, and by which part of that; `None` is the goal itself."""
    found: dict[str, tuple[int, Production, str | None]] = {goal[0]: (0, goal, None)}
    for distance in count(1):
        before = dict(found)
        for rule, rows in grammar().productions.items():
            step = next(((row, part) for row in rows for part in row[1] if part in before), None)
            if rule not in found and step is not None:
                found[rule] = (distance, *step)
        if len(found) == len(before):
            return found
    raise AssertionError


class Derivation(NamedTuple):
    """A policy, the productions that it is made of, and the language of its keywords."""

    text: str
    productions: frozenset[Production]
    language: Language


class Deriver:
    """Writes random policies, each around the one of its goals that was reached least so far."""

    def __init__(self, seed: int, goals: Iterable[Production]) -> None:
        self.chance = random.Random(seed)
        self.reached = Counter(dict.fromkeys(goals, 0))

    def policy(self) -> Derivation:
        """Return a policy."""
        language = self.chance.choice(_LANGUAGES)
        used: set[Production] = set()
        goals = [min(self.reached, key=self.reached.__getitem__), *([None] if self.chance.random() < 0.2 else [])]
        declarations = [list(self.terminals(goal, used)) for goal in goals]
        text = "".join(_Spelling(self.chance, language).text(terminals) for terminals in declarations)
        return Derivation(text, frozenset(used), language)

    def take(self, derived: Derivation) -> None:
        """Take down that a policy was good for something."""
        self.reached.update(derived.productions & self.reached.keys())

    def terminals(self, goal: Production | None, used: set[Production]) -> Iterator[str]:
        """Yield the terminals of a declaration that uses a goal, and take down what it is made of."""
        stack = [("declaration", 0, goal)]
        while stack:
            symbol, depth, aim = stack.pop()
            if symbol.isupper():
                yield symbol
                continue
            production, towards = self.choose(symbol, depth), None
            if aim is not None:
                _, production, towards = ways(aim)[symbol]
            used.add(production)
            parts = list(production[1])
            place = parts.index(towards) if towards is not None else -1
            stack.extend((part, depth + 1, aim if n == place else None) for n, part in reversed([*enumerate(parts)]))

    def choose(self, rule: str, depth: int) -> Production:
        """Return any production now and then, or else one that ends soon."""
        lavish = depth < _DEEP and self.chance.random() < 0.22
        return self.chance.choice((grammar().productions if lavish else grammar().shortest)[rule])


class _Spelling:
    """Writes the terminals of one declaration as somebody might."""

    def __init__(self, chance: random.Random, language: Language) -> None:
        self.chance = chance
        self.language = language
        self.step = chance.choice((4, 4, 4, 2, 3, 8))

    def text(self, terminals: Sequence[str]) -> str:
        depth, line, lines = 0, "", list[str]()
        for terminal in terminals:
            if terminal == "NEWLINE":
                lines.append(line)
                line = ""
            elif terminal in LAYOUT:
                depth += 1 if terminal == "INDENT" else -1
            else:
                word = self.word(terminal)
                line = line + self.blank(line, word) + word if line else " " * (self.step * depth) + word
        return "".join(f"{line}\n" for line in lines)

    def word(self, terminal: str) -> str:
        choice = self.chance.choice
        if terminal in KEYWORDS:
            keyword = KEYWORDS[terminal]
            word = choice(keyword.zh if self.language == "zh" else keyword.en)
            return choice(("", "", "，", ", ")) + word if terminal in _AFTER_COMMA else word
        if terminal == "NAME":
            return choice(_NAMES) if self.chance.random() < 0.9 else choice((*_MARKED, f"「{choice(_NAMES)}」"))
        if terminal == "STRING":
            text = choice(_TEXTS)
            return choice((f'"{text}"', f"“{text}”"))
        if terminal in _LITERALS:
            return choice(_LITERALS[terminal])
        return choice(_SPELLINGS[terminal])

    def blank(self, line: str, word: str) -> str:
        """Return what stands between two words: at least a blank where they could be read as one."""
        apart = (line[-1] in _APART or word[0] in _APART) and not {"@", "＠"} & {*line}
        return self.chance.choice(("", " ")) if apart else self.chance.choice((" ", " ", " ", "  ", "\u3000"))


#: What makes a word of its own, whatever stands beside it; but the name of a clause takes brackets in.
_APART = frozenset('：:、，()（）「」"“”')
