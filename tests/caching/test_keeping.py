"""A policy that was kept is the one that its text is, and whatever stands in the folder, no other one is loaded."""

import pickle
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

import policyrules
from policyrules import api
from policyrules.caching import keeping
from policyrules.library import shipped
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.wild.policies import policies
from tests.beside import head, put
from tests.caching.test_lowered import same

USING = head("办法", "1号").replace("\n\n", "\n", 1) + '\n引用 国标 "国标.pol"\n\n'
USED = head("国标", "2号")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Note what is built from its text."""
    noted: list[str] = []
    build: Callable[..., policyrules.Policy] = api.build

    def noting(*text: object, **search: object) -> policyrules.Policy:
        noted.append("built")
        return build(*text, **search)

    monkeypatch.setattr(api, "build", noting)
    return noted


def twice(policy: object, kept: Path, built: list[str]) -> tuple[policyrules.Policy, policyrules.Policy]:
    """Return a policy built and kept, and as it was kept."""
    built.clear()
    cold, warm = (policyrules.load(policy, cache=kept) for _ in range(2))
    assert built == ["built"]
    return cold, warm


def alike(cold: policyrules.Policy, warm: policyrules.Policy) -> None:
    """Hold all that can be asked of a policy that was kept against one that was built."""
    same(cold, warm)
    assert warm.warnings == cold.warnings and warm.schema() == cold.schema()
    assert warm.tasks() == cold.tasks() and warm.in_force() == cold.in_force()
    assert warm.checked is warm.checked and warm.checked.source == cold.checked.source


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_policy_is_kept(name: str, kept: Path, built: list[str]) -> None:
    cold, warm = twice(name, kept, built)
    assert warm.program == cold.program and warm.digest == cold.digest
    assert warm.warnings == cold.warnings == () and warm.schema() == cold.schema()


def test_what_only_the_text_can_tell_is_told_too(small: Path, kept: Path, built: list[str]) -> None:
    cold, warm = twice(small, kept, built)
    alike(cold, warm)
    assert [result.passed for result in warm.test()] == [result.passed for result in cold.test()]
    assert warm.lint() == cold.lint() and warm.sources() == cold.sources()


def test_random_policies_are_kept(kept: Path, tmp_path: Path, built: list[str]) -> None:
    for number, policy in enumerate(islice(policies(500, size=3), 5)):
        folder = tmp_path / str(number)
        folder.mkdir()
        put(folder, dict(policy.files))
        alike(*twice(folder / policy.name, kept, built))


def test_a_policy_given_as_a_text_is_kept_with_its_warning(small: Path, kept: Path, built: list[str]) -> None:
    text = small.read_text(encoding="utf-8")
    cold, warm = twice(text, kept, built)
    assert [one.code for one in warm.warnings] == ["document-not-compared"]
    alike(cold, warm)
    policyrules.load(small, cache=kept)
    assert built == ["built"] * 2  # beside its document it is another one


def test_a_kept_policy_goes_to_another_process(small: Path, kept: Path, built: list[str]) -> None:
    cold, warm = twice(small, kept, built)
    sent = pickle.loads(pickle.dumps(warm))
    alike(cold, sent)
    assert sent.warnings == ()


def test_a_policy_that_cannot_be_used_is_not_kept(kept: Path) -> None:
    for _ in range(2):
        with pytest.raises(policyrules.PolicyError):
            policyrules.load("政策\n\n", cache=kept)
    assert list(kept.iterdir()) == []


# --- what may be another now ------------------------------------------------------------------------------------------


def using(folder: Path) -> Path:
    """Write a policy that uses another."""
    folder.mkdir(exist_ok=True)
    put(folder, {"办法.pol": USING, "国标.pol": USED})
    return folder / "办法.pol"


def test_another_text_is_another_policy(small: Path, kept: Path, built: list[str]) -> None:
    twice(small, kept, built)
    text = small.read_text(encoding="utf-8")
    small.write_text(text + "\n# 注\n", encoding="utf-8")
    policyrules.load(small, cache=kept)
    small.write_text(text, encoding="utf-8")
    policyrules.load(small, cache=kept)
    assert built == ["built"] * 2


def test_another_document_is_looked_at(small: Path, kept: Path, built: list[str]) -> None:
    twice(small, kept, built)
    document = next(small.parent.glob("*.txt"))
    document.write_text("别的文字。\n", encoding="utf-8")
    with pytest.raises(policyrules.PolicyError):
        policyrules.load(small, cache=kept)
    document.unlink()
    with pytest.raises(policyrules.PolicyError):
        policyrules.load(small, cache=kept)


def test_a_used_policy_that_is_another_or_stands_elsewhere_is_looked_at(tmp_path: Path, kept: Path, built: list[str]) -> None:
    policy = using(tmp_path / "书")
    cold, warm = twice(policy, kept, built)
    alike(cold, warm)
    (tmp_path / "书" / "国标.pol").write_text(USED.replace("2号", "3号"), encoding="utf-8")
    changed = policyrules.load(policy, cache=kept)
    assert built == ["built"] * 2 and changed.digest != cold.digest
    (tmp_path / "书" / "国标.pol").unlink()
    with pytest.raises(policyrules.PolicyError):
        policyrules.load(policy, cache=kept)


def test_two_files_of_one_text_are_not_taken_for_one(tmp_path: Path, kept: Path, built: list[str]) -> None:
    """Where a used policy stands counts too: one that is used under two names is one policy, two copies of it are two."""
    policy = using(tmp_path / "书")
    policy.write_text(USING + '引用 另一 "另.pol"\n', encoding="utf-8")
    (policy.parent / "另.pol").symlink_to(policy.parent / "国标.pol")
    twice(policy, kept, built)
    (policy.parent / "另.pol").unlink()
    (policy.parent / "另.pol").write_text(USED, encoding="utf-8")
    with pytest.raises(policyrules.PolicyError):
        policyrules.load(policy)
    with pytest.raises(policyrules.PolicyError):
        policyrules.load(policy, cache=kept)


def test_what_is_used_is_looked_for_where_it_is_looked_for_now(tmp_path: Path, kept: Path, built: list[str]) -> None:
    policy = using(tmp_path / "书")
    (tmp_path / "别处").mkdir()
    (policy.parent / "国标.pol").rename(tmp_path / "别处" / "国标.pol")
    policyrules.load(policy, cache=kept, search=[tmp_path / "别处"])
    policyrules.load(policy, cache=kept, search=[tmp_path / "别处"])
    assert built == ["built"]
    with pytest.raises(policyrules.PolicyError):
        policyrules.load(policy, cache=kept)


# --- hostile folders --------------------------------------------------------------------------------------------------


def test_whatever_stands_in_the_folder_the_policy_is_the_one_of_its_text(small: Path, kept: Path, built: list[str]) -> None:
    cold, _ = twice(small, kept, built)
    (entry,) = kept.iterdir()
    data = entry.read_bytes()
    choices = Seeded(1)
    for number in range(16):
        place = choices.integer(0, len(data) - 1)
        damaged = (
            data[:place],
            data[:place] + bytes([data[place] ^ (1 << choices.integer(0, 7))]) + data[place + 1 :],
            data[:place] + b"[" * 100_000,
            data + data,
        )[number % 4]
        entry.write_bytes(damaged)
        loaded = policyrules.load(small, cache=kept)
        assert loaded.program == cold.program and loaded.digest == cold.digest
        assert entry.read_bytes() == data  # mended


def test_the_entry_of_another_policy_is_not_taken(small: Path, tmp_path: Path, kept: Path, built: list[str]) -> None:
    cold, _ = twice(small, kept, built)
    (entry,) = kept.iterdir()
    policyrules.load(using(tmp_path / "书"), cache=kept)
    (other,) = set(kept.iterdir()) - {entry}
    entry.write_bytes(other.read_bytes())
    assert policyrules.load(small, cache=kept).program == cold.program


def test_the_texts_are_the_ones_that_were_read(small: Path, kept: Path, built: list[str]) -> None:
    """What a kept policy says of its text when it is asked is not of what stands in the file by then."""
    cold, warm = twice(small, kept, built)
    small.write_text("政策\n", encoding="utf-8")
    next(small.parent.glob("*.txt")).unlink()
    alike(cold, warm)
    assert warm.sources() == cold.sources()


def test_a_link_in_the_place_of_a_document_is_read_as_before(small: Path, kept: Path, built: list[str]) -> None:
    twice(small, kept, built)
    assert keeping._document(keeping.TextNote("0", ("../外.txt", "0"), ()), small.parent) is None
    assert keeping._document(keeping.TextNote("0", ("..", "0"), ()), small.parent) is None
