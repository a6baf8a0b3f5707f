"""Answers for a pair of times that is pinned: the same for ever, so with an entity tag.

A pair is pinned if both its times are said as a day or an instant, and what was known
then is final: today's date means now, which is not, and how long ago moves with the day.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from pydantic import BaseModel

from ksbs.http.api import Api
from ksbs.http.asked import Asked
from ksbs.http.exchange import Reply
from ksbs.http.preconditions import has_already

PAIR = ("validAt", "knownAt")
SECOND_PAIR = ("compareValidAt", "compareKnownAt")


def is_pinned(api: Api, asked: Asked, *, times: tuple[str, ...] = PAIR) -> bool:
    """Tell whether every one of these parameters is said and final."""
    said = dict(asked.pairs)
    return all(name in said and _is_final(api, asked, name) for name in times)


def _is_final(api: Api, asked: Asked, name: str) -> bool:
    if "P" in dict(asked.pairs)[name].upper():
        return False
    moment = asked.query[name]
    is_day_known = name.endswith("nownAt") and not isinstance(moment, datetime)
    return not is_day_known or moment < api.today()


def reply_with_tag(
    asked: Asked,
    model: BaseModel,
    *,
    pinned: bool,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Reply:
    """Answer 200 with a model, or 304 to a client that has it.

    The tag is of the whole answer: who may see what, and how it is worded, can change
    for a pair that does not.
    """
    body = model.model_dump_json(by_alias=True).encode()
    if not pinned:
        return Reply(body=body, headers=headers)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    tagged = {**headers, "ETag": tag}
    if has_already(asked.exchange, etag=tag):
        return Reply(body=b"", status=304, headers=tagged)
    return Reply(body=body, headers=tagged)
