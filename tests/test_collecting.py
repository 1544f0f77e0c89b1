"""The collector is put off while something is loaded, and is afterwards as it was."""

import gc
from collections.abc import Iterator
from threading import Barrier, Thread

import pytest

from policyrules.collecting import put_off


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


@pytest.mark.parametrize("was_on", [True, False])
def test_it_is_as_it_was(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    with put_off():
        assert not gc.isenabled()
        with put_off():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled() is was_on


def test_it_is_as_it_was_after_a_mistake() -> None:
    gc.enable()
    with pytest.raises(ValueError, match="甲"), put_off():
        raise ValueError("甲")
    assert gc.isenabled()


def test_it_is_as_it_was_after_the_last_of_several_threads() -> None:
    gc.enable()
    together = Barrier(4)
    seen: list[bool] = []

    def load() -> None:
        for _ in range(200):
            with put_off():
                seen.append(gc.isenabled())
        together.wait(30)

    threads = [Thread(target=load) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [False] * 800 and gc.isenabled()
