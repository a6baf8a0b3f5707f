"""Keys published by an identity provider, fetched over HTTP and kept."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import structlog

from ksbs.auth.keys import (
    LARGEST_DOCUMENT,
    KeySet,
    KeysUnavailable,
    KeysUnreadable,
    PublicKey,
    parse_keys,
)

REFRESH_AFTER = 300.0
"""Seconds after which kept keys are fetched anew, beside the requests."""

FORGET_AFTER = 86_400.0
"""Seconds after which kept keys are no longer trusted if no fetch succeeds."""

RETRY_AFTER = 30.0
"""Seconds between two fetches at least, whatever tokens ask for."""

RETRY_EMPTY_AFTER = 2.0
"""The same, as long as there are no keys at all."""

_TIMEOUT = 5.0

_log = structlog.get_logger("ksbs.auth")


@dataclass(frozen=True, slots=True)
class _Kept:
    keys: KeySet
    fetched_at: float


class JwksUrl:
    """The JWK Set at a URL.

    A key id not among the kept keys makes one fetch, at most one every `RETRY_AFTER`
    seconds, so that tokens with invented ids cannot make this server flood the
    identity provider. Kept keys are renewed in a thread of their own. A failed fetch
    leaves them in force for `FORGET_AFTER` seconds.

    `find` may wait for the network (at most about five seconds): call it from a worker
    thread, never from an event loop.
    """

    def __init__(
        self, url: str, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._url = url
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._kept: _Kept | None = None
        self._tried_at = float("-inf")

    def find(self, kid: str) -> PublicKey | None:
        """Give the key with this id, `None` if the issuer publishes none such.

        Raises:
            KeysUnavailable: If there are no keys to trust.
        """
        key = self._find_kept(kid)
        if key is None:
            self._fetch()
            key = self._find_kept(kid)
        elif self._age() > REFRESH_AFTER and self._may_fetch():
            threading.Thread(target=self._fetch, daemon=True).start()
        if self._kept is None or self._age() > FORGET_AFTER:
            raise KeysUnavailable("the identity provider's keys could not be fetched")
        return key

    def _find_kept(self, kid: str) -> PublicKey | None:
        if self._kept is None or self._age() > FORGET_AFTER:
            return None
        return self._kept.keys.find(kid)

    def _age(self) -> float:
        return self._monotonic() - self._kept.fetched_at if self._kept else 0.0

    def _may_fetch(self) -> bool:
        pause = RETRY_AFTER if self._kept else RETRY_EMPTY_AFTER
        return self._monotonic() - self._tried_at >= pause

    def _fetch(self) -> None:
        with self._lock:
            if not self._may_fetch():
                return
            self._tried_at = self._monotonic()
            try:
                keys = parse_keys(_download(self._url))
            except (httpx.HTTPError, httpx.InvalidURL, KeysUnreadable):
                _log.warning("keys-not-fetched", exc_info=True)
            else:
                self._kept = _Kept(keys, self._monotonic())
                _log.info("keys-fetched", count=len(keys.by_id))


def _download(url: str) -> bytes:
    """Read the document; a redirect is not followed and counts as a failure."""
    deadline = time.monotonic() + _TIMEOUT
    body = b""
    with httpx.stream("GET", url, timeout=_TIMEOUT) as response:
        if response.status_code != httpx.codes.OK:
            raise KeysUnreadable(f"status {response.status_code}")
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > LARGEST_DOCUMENT or time.monotonic() > deadline:
                raise KeysUnreadable("too large or too slow")
    return body
