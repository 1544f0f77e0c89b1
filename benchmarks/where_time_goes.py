"""Where the time of a decision goes: reading facts, answering, explaining, rendering.

`python benchmarks/where_time_goes.py [ENTERPRISES]` decides about so many enterprises on the criteria, tells each in full as
text and as JSON under cProfile, and adds up the time by the part of the library that spends it; what a function of C takes
counts for who calls it. A profile stretches what calls much: the shares are a guide, no other script measures under it.
"""

import cProfile
import pstats
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from criteria.enterprises import DAY, enterprises, policy
from measuring import machine

import policyrules

LIBRARY = str(Path(policyrules.__file__).parent)

#: The parts, by how the names of their modules begin; the first that fits counts. Functions that are written for a policy have
#: a name of their own.
PARTS: Mapping[str, tuple[str, ...]] = {
    "reading facts": ("core/facts", "core/case", "values/reading", "backends/taking", "backends/reading"),
    "answering": ("backends/", "values/", "core/", "deciding", "policy", "<policy "),
    "rendering": tuple(f"explain/{name}" for name in ("render", "page", "sentences", "lines", "words", "phrases")),
    "explaining": ("explain/", "messages/"),
}


def part_of(file: str) -> str:
    """Return the part that a file belongs to."""
    name = file.removeprefix(LIBRARY).lstrip("/\\").replace("\\", "/")
    if file.startswith("<policy ") and " take" in file:
        return "reading facts"
    inside = name != file or file.startswith("<policy ")
    return next((part for part, begins in PARTS.items() if inside and name.startswith(begins)), "elsewhere")


def shares(profile: cProfile.Profile) -> dict[str, float]:
    """Return the seconds that each part spends itself; those of what it calls in C, or in other libraries, are its own."""
    found = Counter[str]()
    for (file, _, _), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        part = part_of(file)
        if part != "elsewhere" or not callers:
            found[part] += own
            continue
        for (caller, _, _), (_, _, spent, _) in callers.items():
            found[part_of(caller)] += spent
    return dict(found)


def report(count: int) -> Iterator[str]:
    """Yield the table."""
    told = policy()
    decide, drawn = told.decider(), enterprises(told, count)
    steps = {
        "decide": lambda facts: decide(facts, DAY),
        "decide, as text": lambda facts: decide(facts, DAY).to_text(),
        "decide, as JSON": lambda facts: decide(facts, DAY).to_json(),
    }
    yield f"Measured on: {machine()}; {count:,} enterprises each."
    yield ""
    parts = [*PARTS, "elsewhere"]
    yield f"| | {' | '.join(parts)} |"
    yield f"|---{'|---' * len(parts)}|"
    for name, step in steps.items():
        step(drawn[0])
        profile = cProfile.Profile()
        profile.enable()
        for facts in drawn:
            step(facts)
        profile.disable()
        found = shares(profile)
        whole = sum(found.values())
        yield f"| {name} | {' | '.join(f'{100 * found.get(part, 0) / whole:.0f} %' for part in parts)} |"


def main() -> None:
    """Measure, and print."""
    for line in report(int(sys.argv[1]) if len(sys.argv) > 1 else 100):
        print(line, flush=True)


if __name__ == "__main__":
    main()
