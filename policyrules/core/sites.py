"""Where the questions of a policy are written, all of them.

In: an outline. Out: its sites, and for each question the first place at which it is written. A question is told by its path:
the indexes of the quantifiers around it and its own. Knows no answers.
"""

from collections.abc import Iterable, Iterator, Mapping

from policyrules.core.outline import Outline, ScoreSpec, Site, SiteKind

#: The indexes of the quantifiers that a question stands in, from the outside to the inside, and its own.
Path = tuple[int, ...]


def roots(outline: Outline) -> tuple[Site, ...]:
    """Return where all the conditions and points of a policy are written, in the order of the document."""
    sites: list[Site | None] = [site for tier in outline.tiers for site in (tier.held, tier.criteria)]
    for spec in outline.entitlements:
        sites += [spec.site, *(spec.amount.sites if spec.amount is not None else ())]
    sites += [duty.site for duty in outline.duties]
    sites += [target.site for target in outline.targets]
    sites += [one.site for one in outline.determinations]
    sites += [points for score in outline.scores for points in _points(score)]
    return tuple(site for site in sites if site is not None)


def _points(score: ScoreSpec) -> Iterator[Site | None]:
    yield score.points
    for part in score.parts:
        yield from _points(part)


def places(outline: Outline) -> Mapping[Path, Site]:
    """Return the first place at which each question is written, of those that are written anywhere."""
    found: dict[Path, Site] = {}
    own = () if outline.in_force_site is None else (outline.in_force_site,)
    _collect((*own, *roots(outline)), (), found, set())
    return found


def _collect(sites: Iterable[Site], around: Path, found: dict[Path, Site], seen: set[tuple[Path, int]]) -> None:
    """Collect sites and those below; one that stands in several places is gone through once."""
    for site in sites:
        if (around, id(site)) in seen:
            continue
        seen.add((around, id(site)))
        path = (*around, site.node)
        found.setdefault(path, site)
        _collect(site.children, path if site.kind is SiteKind.EACH else around, found, seen)
