"""What is sent to another process comes back as it was."""

from types import MappingProxyType

from policyrules.pickling import received, sent


def test_mappings_that_nobody_can_change_come_back_as_such() -> None:
    inner = MappingProxyType({"甲": 1})
    outer = received(sent({"inner": inner, "again": inner}))
    assert outer == {"inner": inner, "again": inner} and type(outer["inner"]) is MappingProxyType
    assert outer["inner"] is outer["again"]
