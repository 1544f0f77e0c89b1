"""Receipts for the tests of receipts: of an enterprise with a title, and changed afterwards as somebody might."""

from datetime import date
from pathlib import Path
from typing import Any

import policyrules
from policyrules import resources
from policyrules.receipts.making import Json, receipt
from policyrules.values.canonical import digest

DAY = date(2023, 3, 1)
FACTS: dict[str, Any] = {"企业名称": "甲公司", "所在县区": "新会区", "认定": [{"称号": "省级专精特新", "认定日": "2022-06-01"}]}


def of(policy: policyrules.Policy | policyrules.Book, facts: object = None, **how: bool) -> Json:
    """Return the receipt of a decision about facts."""
    return receipt(policy.decide(FACTS if facts is None else facts, DAY), **how)


def resealed(data: Json) -> Json:
    """Return a receipt with the digest that fits what is in it now, as someone could write it who means to deceive."""
    whole = {key: value for key, value in data.items() if key != "digest"}
    return {**whole, "digest": digest(whole)}


def changed(folder: Path, old: str, new: str) -> policyrules.Policy:
    """Return the shipped policy with one text changed, in a folder of its own."""
    for path in resources.policies_folder().iterdir():
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text, encoding="utf-8")
    path = folder / "江门专精特新.pol"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")
    policy = policyrules.load(path)
    assert isinstance(policy, policyrules.Policy)
    return policy
