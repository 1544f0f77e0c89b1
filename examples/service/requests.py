"""What a request says, read with care, and what is wrong with it, said all at once.

In: a request. Out: its body within a limit, the enterprises in it, the language that is asked for; or `RefusalError` with a
status and everything that is wrong, in Chinese or English. Numbers are read from their digits: none ever becomes a float.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO
from typing import Any

from fastapi import Request

from policyrules import Diagnostic, FactsError, Language
from policyrules.files import Entry, read_entries
from policyrules.files.entries import Notation
from policyrules.source import visible

#: What the service itself has to say, besides the diagnostics of the library.
SAYINGS: Mapping[str, tuple[str, str]] = {
    "body-too-large": ("请求的内容不得超过 {limit} 字节", "the body of a request may have {limit} bytes at most"),
    "too-many-records": (
        "一次最多判断 {limit} 家企业，收到 {found} 家",
        "at most {limit} enterprises in one request, not {found}",
    ),
    "not-json": (
        "请求的内容应为 JSON（application/json），不压缩",
        "the body should be JSON (application/json), not compressed",
    ),
    "one-enterprise": ("应给出一家企业的事实，不是一份名单", "the facts of one enterprise were expected, not a list"),
    "no-policy": ("没有名为 {name} 的政策", "there is no policy {name}"),
    "day-missing": ("应给出作出认定的日期，如 on=2023-03-01", "say on which day is decided, as in on=2023-03-01"),
    "parameter-unknown": (
        "没有 {name} 这一个参数；可以写的有：{known}",
        "there is no parameter {name}; these may be given: {known}",
    ),
    "parameter-twice": ("{name} 只能给一次", "{name} may be given once"),
    "not-looked-at": (
        "已指出 {limit} 处错误，后面 {count} 家企业没有再看",
        "{limit} mistakes were found; {count} more enterprises were not looked at",
    ),
    "no-path": ("没有这个地址，或者不能这样请求", "there is no such path, or it takes no such request"),
    "reading-form": ("疑义的读法应写成 reading=疑义=读法", "an option of a reading is written reading=NAME=OPTION"),
    "reading-twice": (
        "疑义 {name} 既取 {first}，又取 {second}；只能取一种读法",
        "the reading {name} is given {first} and {second}; take one of them",
    ),
    "too-many-trees": (
        "一次最多给出 {limit} 个支持事项的完整理由",
        "at most {limit} entitlements have their trees of reasons told in one request",
    ),
    "no-entitlement": ("政策没有支持事项 {name}；相近的有：{near}", "the policy has no entitlement {name}; there are: {near}"),
    "yes-or-no": ("{name} 应为 true 或 false", "{name} should be true or false"),
    "not-allowed": ("需要管理口令", "the token of an administrator is needed"),
}


class RefusalError(Exception):
    """A request that is not answered: with which status, and what is wrong with it, in the words of a language."""

    def __init__(self, status: int, errors: Iterable[Mapping[str, Any]], language: Language) -> None:
        self.status, self.errors, self.language = status, tuple(errors), language


def refused(status: int, code: str, language: Language, **words: object) -> RefusalError:
    """Return a refusal for one thing that the service itself finds wrong."""
    message = SAYINGS[code][0 if language == "zh" else 1].format_map({key: visible(str(one)) for key, one in words.items()})
    return RefusalError(status, [{"code": code, "message": message}], language)


def told(diagnostics: Iterable[Diagnostic], language: Language) -> list[dict[str, Any]]:
    """Return diagnostics as plain data: what is wrong, at which fact or which place of the text, and how to mend it."""
    errors = []
    for one in diagnostics:
        error: dict[str, Any] = {
            "code": one.code,
            "message": one.message(language),
            "help": one.help(language),
            "path": one.path,
        }
        if one.span is not None:
            error |= {"line": one.span.first.line, "column": one.span.first.column}
        errors.append(error)
    return errors


def language_of(request: Request) -> Language:
    """Return the language that is asked for first, of those that are known; Chinese where none is."""
    wanted: list[tuple[float, int, Language]] = []
    for place, part in enumerate(request.headers.get("accept-language", "")[:1000].split(",")):
        tag, _, weight = part.strip().partition(";q=")
        main = tag.lower().partition("-")[0]
        if main in ("zh", "en"):
            try:
                quality = float(weight or 1)
            except ValueError:
                continue
            if 0 < quality <= 1:
                wanted.append((-quality, place, "zh" if main == "zh" else "en"))
    return min(wanted)[2] if wanted else "zh"


async def body_of(request: Request, limit: int, language: Language) -> bytes:
    """Return the body of a request, which is never held in memory beyond the limit."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" or request.headers.get("content-encoding", "identity") != "identity":
        raise refused(415, "not-json", language)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise refused(413, "body-too-large", language, limit=limit)
    return bytes(body)


def enterprises_in(body: bytes) -> list[Entry]:
    """Return the enterprises in a body, each with its path; raise `FactsError` for what is no JSON, too deep or ambiguous."""
    return list(read_entries(BytesIO(body), "request", Notation.JSON))


def day_of(text: str) -> date | str:
    """Return a day, or the text where it is none: the library says what is wrong with it, together with all else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return day if day.isoformat() == text else text  # Python also takes `2023-W01-1` for one


def readings_of(written: Iterable[str], language: Language) -> dict[str, str]:
    """Return the options of readings, each written `NAME=OPTION`."""
    parted = [one.partition("=") for one in written]
    if not all(name and option for name, _, option in parted):
        raise refused(422, "reading-form", language)
    taken: dict[str, str] = {}
    for name, _, option in parted:
        if taken.setdefault(name, option) != option:
            raise refused(422, "reading-twice", language, name=name, first=taken[name], second=option)
    return taken


def faults(error: FactsError, language: Language) -> RefusalError:
    """Return the refusal of facts that cannot be read, with everything that is wrong with them."""
    return RefusalError(422, told(error.diagnostics, language), language)
