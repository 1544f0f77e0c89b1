"""Holding decision documents against their schema.

An explanation says the same of every entitlement that stands under the same conditions, so that most of a document stands in it
many times. What has been found to be right is not looked at again.
"""

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

import policyrules

_seen: set[tuple[str, bytes]] = set()


def _reference(validator: Any, reference: str, instance: object, schema: Any) -> Iterator[ValidationError]:
    text = json.dumps(instance, ensure_ascii=False, sort_keys=True)
    key = reference, blake2b(text.encode()).digest()
    if key in _seen:
        return
    errors = list(Draft202012Validator.VALIDATORS["$ref"](validator, reference, instance, schema))
    if not errors:
        _seen.add(key)
    yield from errors


VALIDATOR = extend(Draft202012Validator, {"$ref": _reference})(
    policyrules.decision_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
)
