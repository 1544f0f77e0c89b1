"""A command that was typed wrongly, told as everything else is: in Chinese or English, what was expected and what was typed.

In: the error by which click refuses a command line, and the words of it. Out: a text. The only place that knows how click says
such things; what it says otherwise in another version is passed on as it is.
"""

import re
from ast import literal_eval
from collections.abc import Sequence

import click

from policyrules.cli.terminal import spoken
from policyrules.diagnostics import Language
from policyrules.messages.face import phrase
from policyrules.source import visible

#: A word as click repeats it, before what it says of it: in quotes, with escapes. Only arguments too many stand as `typed`.
_WORD = r"""(?P<word>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s'"]+)"""

#: What click says of a command line, and the phrase for it.
_SAID = (
    (rf"No such command {_WORD}", "use-no-command"),
    (r"Missing command", "use-no-command-given"),
    (r"Got unexpected extra arguments? \((?P<typed>.*)\)", "use-too-many"),
    (rf"Option {_WORD} requires (?:an argument|\d+ arguments)", "use-no-value"),
    (rf"Option {_WORD} does not take a value", "use-value"),
)

#: The same of a value that cannot be.
_SAID_OF_VALUES = (
    (rf"{_WORD} is not a valid (?:integer|float)", "use-not-whole"),
    (rf"\w+ {_WORD} does not exist", "use-not-there"),
    (rf"\w+ {_WORD} is a file", "use-file"),
    (rf"\w+ {_WORD} is a directory", "use-folder"),
    (rf"\w+ {_WORD} is not (?:readable|writable|executable)", "use-not-allowed"),
)


def told(error: click.UsageError, arguments: Sequence[str]) -> str:
    """Say what is wrong with a command line, how the command is written, and where more is said about it."""
    if not arguments:  # then click shows what commands there are
        return error.message
    language = spoken(_language(arguments))
    text = phrase("error", language, text=_what(error, language))
    if error.ctx is None:
        return text
    pieces = " ".join(error.ctx.command.collect_usage_pieces(error.ctx))
    return f"{text}\n{phrase('use', language, command=error.ctx.command_path, pieces=pieces)}"


def _language(arguments: Sequence[str]) -> str | None:
    """Return the language that was asked for: nothing of a line that click refuses was read yet."""
    for place, one in enumerate(arguments):
        name, sign, value = one.partition("=")
        if name == "--lang":
            asked = value if sign else next(iter(arguments[place + 1 :]), "")
            return asked if asked in ("zh", "en") else None
    return None


def _what(error: click.UsageError, language: Language) -> str:
    match error:
        case click.NoSuchOption():
            return phrase("use-no-option", language, word=visible(error.option_name), near=_near(error.possibilities, language))
        case click.MissingParameter():
            return phrase("use-missing", language, name=_name(error, language))
        case click.BadParameter():
            return phrase("use-bad-value", language, name=_name(error, language), what=_bad(error, language))
    found = _found(_SAID, error.message)
    if found is None:
        return visible(error.format_message())
    near = _near(getattr(error, "possibilities", None), language)
    return phrase(found[0], language, word=visible(found[1]), near=near)


def _bad(error: click.BadParameter, language: Language) -> str:
    """Say what is wrong with a value."""
    type_ = None if error.param is None else error.param.type
    word = re.match(_WORD, error.message)
    if isinstance(type_, click.Choice) and word is not None:
        choices = phrase("list", language).join(str(one) for one in type_.choices)
        return phrase("use-no-choice", language, word=visible(_plain(word)), choices=choices)
    if isinstance(type_, click.IntRange) and word is not None:
        ends = {"least": type_.min, "most": type_.max}
        name = "use-no-less" if type_.max is None else "use-range"
        return phrase(name, language, word=visible(_plain(word)), **ends)
    found = _found(_SAID_OF_VALUES, error.message)
    return visible(error.message) if found is None else phrase(found[0], language, word=visible(found[1]))


def _found(said: Sequence[tuple[str, str]], message: str) -> tuple[str, str] | None:
    """Return the phrase for what click says, and the word that it is about."""
    for pattern, name in said:
        match = re.match(pattern, message, re.DOTALL)
        if match is not None:
            return name, _plain(match)
    return None


def _plain(match: re.Match[str]) -> str:
    """Return a word without the quotes and the escapes that click writes it with."""
    found = match.groupdict()
    word = found.get("word", "")
    if word[:1] not in ("'", '"'):
        return found.get("typed", word)
    try:
        return str(literal_eval(word))
    except (SyntaxError, ValueError):  # quoted otherwise than Python quotes
        return word[1:-1]


def _name(error: click.BadParameter, language: Language) -> str:
    """Return how an option or an argument is called, as it is typed."""
    hint = error.param_hint
    if hint is None and error.param is not None:
        hint = error.param.get_error_hint(error.ctx or click.Context(click.Command("")))
    hints = [hint] if isinstance(hint, str) else [*(hint or ())]
    return " / ".join(f"`{one.strip(chr(39)).removesuffix('...')}`" for hint in hints for one in hint.split(" / "))


def _near(names: Sequence[str] | None, language: Language) -> str:
    return phrase("near", language, near=names[0]) if names else ""
