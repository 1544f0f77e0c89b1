"""A picture of the summary: how many enterprises have each award, have it not, or may have it, and where they are.

In: counts, the path of a picture. Out: the picture, as PNG or SVG by how the name ends. It is the only door to Matplotlib,
which comes with the extra `[charts]`. Chinese words need a font that has them. Knows no folder and no command.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from policyrules.diagnostics import Language
from policyrules.files.replacing import beside
from policyrules.messages.face import phrase
from policyrules.register.legend import Award
from policyrules.register.views.pages import called
from policyrules.register.views.summary import Count

#: The endings of the names of pictures.
ENDINGS = (".png", ".svg")

#: Fonts that have Chinese characters, the plainest first; further ones are known by a part of their names.
_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Microsoft YaHei", "SimHei",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Serif CJK SC", "SimSun",
)  # fmt: skip
_LIKE = ("CJK", "Han Sans", "Han Serif", "Hei", "Song", "Ming", "Fang")

_COLOURS = {"entitled": "#2f7d4f", "undetermined": "#d9a93f", "not_entitled": "#c9ccd1"}
_WORDS = {"entitled": "meets", "undetermined": "open", "not_entitled": "meets-not"}

#: So many awards and places fit into a picture.
_MOST_AWARDS, _MOST_PLACES = 60, 30


class NoFontError(Exception):
    """No font of this computer has Chinese characters."""


def draw(counts: Sequence[Count], path: Path, language: Language, *, title: str, by: str | None) -> str:
    """Draw the counts and return the name of the font.

    Raises `ModuleNotFoundError` where Matplotlib is not installed, `NoFontError` where words are Chinese and no font has them,
    and `OSError` where the picture cannot be written.
    """
    from matplotlib import font_manager, rc_context
    from matplotlib.figure import Figure

    font = _font({one.name for one in font_manager.fontManager.ttflist})
    if font is None and any(_is_chinese(text) for text in _texts(counts, title, language)):
        raise NoFontError
    with rc_context(
        {"font.family": [font] if font else ["DejaVu Sans"], "axes.unicode_minus": False, "svg.hashsalt": "policyrules"}
    ):
        figure = _drawn(Figure, counts, language, title, by)
        with beside(path) as place:
            metadata = {"Software": None} if path.suffix.lower() == ".png" else {"Date": None}
            figure.savefig(place, format=path.suffix.lower()[1:], dpi=150, metadata=metadata)
    return font or "DejaVu Sans"


def _font(known: set[str]) -> str | None:
    """Return the font to write with, of those that are known."""
    named = next((name for name in _FONTS if name in known), None)
    return named or next((name for name in sorted(known) if any(part in name for part in _LIKE)), None)


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in text)


def _texts(counts: Sequence[Count], title: str, language: Language) -> Iterator[str]:
    yield from (title, phrase("meets", language))
    yield from (text for one in counts for text in (one.award.name, one.place or ""))


def _drawn(figure_type: Any, counts: Sequence[Count], language: Language, title: str, by: str | None) -> Any:
    awards = list({(one.legend.name, one.award.id): one.award for one in counts}.values())[:_MOST_AWARDS]
    places = list(dict.fromkeys(one.place for one in counts))[:_MOST_PLACES] if by is not None else []
    width = 9 + (len(places) * 3 // 4 + 2 if places else 0)
    figure = figure_type(figsize=(width, 2 + len(awards) * 36 // 100 + 1), layout="constrained")
    figure.suptitle(title, fontsize=12)
    axes = figure.subplots(
        1, 2 if places else 1, squeeze=False, sharey=True, width_ratios=[6, len(places)] if places else None
    )[0]
    _bars(axes[0], awards, counts, language)
    if places:
        _cells(figure, axes[1], awards, places, counts, language, str(by))
    return figure


def _bars(axes: Any, awards: Sequence[Award], counts: Sequence[Count], language: Language) -> None:
    """Draw a bar for each award, from the first at the top."""
    left = [0] * len(awards)
    for verdict, colour in _COLOURS.items():
        sums = [sum(getattr(one, verdict) for one in counts if one.award is award) for award in awards]
        axes.barh(range(len(awards)), sums, left=left, color=colour, label=phrase(_WORDS[verdict], language))
        left = [before + more for before, more in zip(left, sums, strict=True)]
    axes.set_yticks(range(len(awards)), [_title(award, language) for award in awards], fontsize=9)
    axes.invert_yaxis()
    axes.set_xlabel(phrase("enterprises", language))
    axes.xaxis.set_major_formatter(lambda value, _: f"{int(value):,}")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3, frameon=False, fontsize=9)


def _title(award: Award, language: Language) -> str:
    return award.name + phrase("brackets", language, text=called(award, language))


def _cells(
    figure: Any,
    axes: Any,
    awards: Sequence[Award],
    places: Sequence[str | None],
    counts: Sequence[Count],
    language: Language,
    by: str,
) -> None:
    """Draw a cell for each award and place, darker where more enterprises have it, with the number in it."""
    numbers = [
        [sum(one.entitled for one in counts if one.award is award and one.place == place) for place in places]
        for award in awards
    ]
    most = max(max(row) for row in numbers) or 1
    axes.imshow(numbers, aspect="auto", cmap="Greens", vmin=0, vmax=most)
    for y, row in enumerate(numbers):
        for x, number in enumerate(row):
            axes.text(
                x, y, f"{number:,}", ha="center", va="center", fontsize=8, color="white" if 3 * number > 2 * most else "black"
            )
    titles = [place or phrase("place-unknown", language) for place in places]
    axes.set_xticks(range(len(places)), titles, rotation=45, ha="left", fontsize=9)
    axes.xaxis.tick_top()
    axes.tick_params(axis="y", left=False)
    axes.set_xlabel(phrase("by-place", language, place=by), fontsize=9)
