"""What a name that nothing declares was probably meant to be.

In: an unknown word and the names that are declared. Out: the nearest of them, or the words that it is made of where the
spaces between them were left out. Both are bounded in cost, since files may be hostile.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain, islice

from policyrules.syntax.keywords import KEYWORDS
from policyrules.values.quantity import MONEY_UNITS

#: So many names are looked at, so many of them compared in full with an unknown one, and words no longer than this.
_NAMES, _CANDIDATES, _LENGTH = 5_000, 100, 60

#: Figures as documents write them out: each counts for so many; the last two are those by which numbers are divided up.
_FIGURES = {**{figure: value for value, figure in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_TIMES = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"亿": 10**8, "万": 10**4}
_HAN = f"[{''.join((*_FIGURES, *_TIMES, *_GROUPS))}]"
_HAN_NUMBER = re.compile(rf"(?P<percent>百分之)?(?P<number>{_HAN}{{1,20}}?)(?P<unit>元|年|个月|天|日|个?季度)?")
_HAN_DAY = re.compile(rf"(?P<year>[{''.join(_FIGURES)}]{{4}})年(?P<month>{_HAN}{{1,3}})月(?P<day>{_HAN}{{1,3}})日")

#: As people say it, 三万五 is 35000, and read figure by figure 30005: nobody but the drafter knows.
_CUT_SHORT = re.compile(f"[百千万亿][{''.join(_FIGURES)}]$")

#: What is said for something that the language calls otherwise.
_CALLED = {"去年": "上年", "今年": "本年", "今日": "当日", "今天": "当日"}

_UNITS = sorted((*MONEY_UNITS, "年", "个月", "天", "日"), key=len, reverse=True)
_NUMBER = re.compile(rf"\d+(?:{'|'.join(_UNITS)})?")

#: Keywords that join names in an expression: a run of names with none of them between is no expression.
_JOINING = (
    "AND", "OR", "NOT", "IS", "GE", "GT", "LE", "LT", "NE", "OR_MORE", "OR_LESS", "MORE_THAN", "BETWEEN", "IN", "IS_ABSENT",
    "OTHERWISE", "HOLDS", "OF_FIELD", "AT", "IF", "THEN", "ELSE", "HAS_SOME", "HAS_EVERY", "COUNT_OF", "SUM_OF", "MAX_OF",
    "MIN_OF", "TO", "ONE_OF",
)  # fmt: skip
_KEYWORDS = frozenset(chain.from_iterable(KEYWORDS[terminal].zh for terminal in _JOINING))
_VALUES = frozenset(chain.from_iterable(KEYWORDS[terminal].zh for terminal in ("DECISION_DAY", "THIS_YEAR", "LAST_YEAR")))


def written_out(word: str) -> str | None:
    """Return what is meant by a number, a period or a day in Han characters (`一百万元`, `百分之三`, `三年`), or by `去年`."""
    if day := _HAN_DAY.fullmatch(word):
        year = int("".join(str(_FIGURES[figure]) for figure in day["year"]))
        try:
            return date(year, _han(day["month"]), _han(day["day"])).isoformat()
        except ValueError:
            return None
    found = _HAN_NUMBER.fullmatch(word)
    if found is None or (found["percent"] and found["unit"]) or word in _GROUPS or word in _TIMES:
        return _CALLED.get(word)
    if _CUT_SHORT.search(found["number"]):
        return None
    number, unit = _han(found["number"]), found["unit"] or ""
    if found["percent"]:
        return f"{number}%"
    for group, times in _GROUPS.items() if unit == "元" else ():
        if number and number % times == 0:
            return f"{number // times}{group}元"
    return f"{number}{unit}"


def _han(text: str) -> int:
    """Return the number that Han characters write out."""
    for group, times in _GROUPS.items():
        above, found, below = text.partition(group)
        if found:
            return (_han(above) or 1) * times + _han(below)
    total = figure = 0
    for character in text:
        if character in _TIMES:
            total += (figure or 1) * _TIMES[character]
            figure = 0
        else:
            figure = figure * 10 + _FIGURES[character]
    return total + figure


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the name that differs least from a word, where it differs by no more than a third of it."""
    if len(word) > _LENGTH:
        return None
    allowed, names = max(1, min(len(word) // 3, 4)), list(islice(names, _NAMES))
    near = (name for name in names if name != word and abs(len(name) - len(word)) <= allowed and set(name) & set(word))
    found = islice(near, _CANDIDATES)
    distances = [(distance(word, name, allowed), abs(len(name) - len(word)), name) for name in found]
    least, _, name = min(distances, default=(allowed + 1, 0, ""))
    return name if least <= allowed else _completion(word, names)


def _completion(word: str, names: Iterable[str]) -> str | None:
    """Return the one name that begins with a word, or ends with it, of at least two characters."""
    if len(word) < 2:
        return None
    found = list(islice((name for name in names if name.startswith(word) or name.endswith(word)), 2))
    return found[0] if len(found) == 1 and found[0] != word else None


def distance(one: str, other: str, limit: int) -> int:
    """Return how many characters must be put in, left out, replaced or swapped, or something above `limit`."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [limit + 1] * (len(other) + 1)
        row[0] = i
        # Further from the diagonal than `limit`, every way is longer than that.
        for j in range(max(1, i - limit), min(len(other), i + limit) + 1):
            b = other[j - 1]
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, older[j - 2] + 1)
            row[j] = best
        if min(row) > limit:
            return limit + 1
    return row[-1]


def spaced(word: str, names: Mapping[str, object]) -> str | None:
    """Return the words that `word` is made of with spaces between them, where it is an expression without spaces."""
    if len(word) > _LENGTH:
        return None
    # best[i]: the fewest words that make up the first i characters
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(word) + 1):
        fewest: tuple[str, ...] | None = None
        for start in range(end):
            before, part = best[start], word[start:end]
            if before is not None and _is_word(part, names) and (fewest is None or len(before) + 1 < len(fewest)):
                fewest = (*before, part)
        best.append(fewest)
    parts = best[-1]
    if parts is None or not any(part in _KEYWORDS for part in parts) or not any(part in names for part in parts):
        return None
    return " ".join(parts)


def _is_word(part: str, names: Mapping[str, object]) -> bool:
    return part in names or part in _KEYWORDS or part in _VALUES or _NUMBER.fullmatch(part) is not None
