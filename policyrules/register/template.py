"""A mapping to start from: every fact of a policy, with what may be said of its kind.

In: a policy or a book, and a language. Out: the text of a YAML file that reads as a mapping once its columns are named. Knows
no register.
"""

from collections.abc import Iterator

from policyrules.book import Book
from policyrules.core.program import FactSpec
from policyrules.diagnostics import Language
from policyrules.policy import Policy
from policyrules.register.reading import WORDS
from policyrules.values.types import EnumType, Field, ListType, Scalar, SeriesType

_HEAD = {
    "zh": ("# 对应表：把右边的列名改成名册里的写法；名册里没有的事实，整行删去（就是未知）", "编号"),
    "en": ("# Change the names of columns on the right to those of the register; delete what it does not have", "id"),
}
_NONE = {"zh": ("未知", "名单齐全时改为“没有”"), "en": ("unknown", "write `none` where the list is complete")}


def template_text(used: Policy | Book, language: Language) -> str:
    """Return the text of a mapping with all facts."""
    return "\n".join(_lines(used, language)) + "\n"


def _lines(used: Policy | Book, language: Language) -> Iterator[str]:
    head, id_ = _HEAD[language]
    place = int(language == "en")
    word = {name: words[place] for name, words in WORDS.items()}
    yield head
    yield f"{word['id']}: {id_}"
    yield f"{word['facts']}:"
    for spec in used.program.facts:
        if spec.decided_by is None:
            yield from _fact(spec, word, language)


def _fact(spec: FactSpec, word: dict[str, str], language: Language) -> Iterator[str]:
    title = "" if spec.title is None else f"  # {' '.join(spec.title.split())}"
    name = quoted(spec.name)
    match spec.type:
        case ListType(record):
            none, why = _NONE[language]
            yield f"  {name}:{title}"
            yield f"    {word['table']}: {quoted(spec.name + '.csv')}"
            yield f"    {word['key']}: {_HEAD[language][1]}"
            yield f"    {word['none']}: {none}  # {why}"
            yield f"    {word['fields']}:"
            for field in record.fields:
                yield f"      {quoted(field.name)}: {_cell(field, word, language)}"
        case SeriesType(element, period):
            one = {"year": "2022", "quarter": "2022Q1", "month": "2022-01"}[period]
            unit = (
                f", {word['unit']}: 万元"
                if element is Scalar.MONEY
                else f', {word["unit"]}: "%"'
                if element is Scalar.PERCENT
                else ""
            )
            yield f"  {name}: {{{word['columns']}: {{{one}: {quoted(f'{spec.name}[{one}]')}}}{unit}}}{title}"
        case _:
            yield f"  {name}: {_cell(spec, word, language)}{title}"


def _cell(spec: FactSpec | Field, word: dict[str, str], language: Language) -> str:
    """Write where a single value stands, with what may have to be said of its type."""
    column = f"{word['column']}: {quoted(spec.name)}"
    match spec.type:
        case Scalar.MONEY:
            return f"{{{column}, {word['unit']}: 万元}}"
        case Scalar.PERCENT:
            return f'{{{column}, {word["unit"]}: "%"}}'
        case Scalar.DATE:
            return f"{{{column}, {word['date']}: YYYY-MM-DD}}"
        case Scalar.MONTHS:
            return f"{{{column}, {word['unit']}: {'个月' if language == 'zh' else 'months'}}}"
        case Scalar.DAYS:
            return f"{{{column}, {word['unit']}: {'天' if language == 'zh' else 'days'}}}"
        case Scalar.BOOL:
            return f'{{{column}, {word["codes"]}: {{"1": 是, "0": 否}}}}'
        case EnumType(_, members):
            codes = ", ".join(f"{quoted(one)}: {quoted(one)}" for one in members[:3])
            return f"{{{column}, {word['codes']}: {{{codes}}}}}"
        case _:
            return quoted(spec.name)


def quoted(text: str) -> str:
    """Write a text so that YAML reads it as that text."""
    plain = text and all(character.isalnum() or character in "_[]." for character in text) and not text[0].isdigit()
    return (
        text
        if plain and "[" not in text and text.lower() not in ("null", "true", "false", "yes", "no", "on", "off")
        else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
