"""The folder of a match, opened for views.

In: the folder. Out: `Viewed`. Raises what `policyrules.register.output` raises where there is no finished match. Knows no view.
"""

from datetime import date
from pathlib import Path

from policyrules.register.legend import from_data
from policyrules.register.output import opened, whole
from policyrules.register.views.viewed import ID, Viewed

#: The columns of the number of a row and of an enterprise; the others that tell no answer went along from the register.
_OWN = ("row", ID)


def viewed(folder: Path) -> Viewed:
    """Open the folder of a finished match."""
    output = opened(folder)
    manifest = output.manifest
    with whole(folder):
        legends = tuple(from_data(one) for one in manifest["legend"])
    along = [one["key"] for one in manifest["columns"] if "kind" not in one and one["key"] not in _OWN]
    by = dict.fromkeys(unit.by for legend in legends for unit in legend.units if unit.by in along)
    places = tuple(one for one in by if one is not None)
    return Viewed(
        legends,
        date.fromisoformat(manifest["on"]),
        output.relation,
        next((name for name in along if name not in by), None),
        places,
        tuple(along),
        manifest["counts"]["decided"],
        manifest["counts"]["rejected"],
        output.rejected,
        manifest["ids"]["repeated"],
        manifest["ids"]["sharing"],
        manifest["register"],
        manifest["readings"],
    )
