"""Public keys of an issuer, by key id, parsed once."""

import binascii
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import structlog
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, OKPKey, RSAKey
from joserfc.util import urlsafe_b64decode

from ksbs.auth.strict_json import NotStrictJson, read_object

PublicKey = RSAKey | ECKey | OKPKey

LARGEST_DOCUMENT = 262_144
"""Bytes of a JWK Set that are read at most."""

_CURVES = {"EC": "P-256", "OKP": "Ed25519"}
_RSA_BITS = range(2048, 8193)
_PRIVATE_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})

_log = structlog.get_logger("ksbs.auth")


class KeysUnreadable(ValueError):
    """The document is not a JWK Set with at least one key that can be used."""


class KeysUnavailable(Exception):
    """The issuer's keys could not be had, so no token can be judged (HTTP 503)."""


@runtime_checkable
class KeySource(Protocol):
    """Where a verifier gets its keys; safe to use from several threads."""

    def find(self, kid: str) -> PublicKey | None:
        """Give the key with this id, `None` if the issuer has none such.

        Raises:
            KeysUnavailable: If no keys could be had at all.
        """
        ...


@dataclass(frozen=True, slots=True)
class KeySet:
    """The keys of one JWK Set that can verify tokens, and why others cannot."""

    by_id: Mapping[str, PublicKey]
    ignored: tuple[str, ...] = ()

    def find(self, kid: str) -> PublicKey | None:
        """Give the key with this id, `None` if there is none."""
        return self.by_id.get(kid)


def parse_keys(document: bytes) -> KeySet:
    """Read a JWK Set (RFC 7517); a key that cannot be used is ignored, with a reason.

    Used are public keys with an id of their own: RSA of 2048 to 8192 bits, P-256 and
    Ed25519.

    Raises:
        KeysUnreadable: If the document is no JWK Set, or none of its keys can be used.
    """
    entries = _entries(document)
    shared = {
        kid for kid, times in Counter(_kid(e) for e in entries).items() if times > 1
    }
    by_id: dict[str, PublicKey] = {}
    ignored = []
    for entry in entries:
        key = _parse_key(entry, shared=shared)
        if isinstance(key, str):
            ignored.append(key)
        else:
            by_id[_kid(entry)] = key
    if not by_id:
        raise KeysUnreadable("no key can be used: " + ", ".join(ignored or ["empty"]))
    return KeySet(by_id, tuple(ignored))


def _entries(document: bytes) -> list[dict[str, object]]:
    if len(document) > LARGEST_DOCUMENT:
        raise KeysUnreadable(f"over {LARGEST_DOCUMENT} bytes")
    try:
        entries = read_object(document).get("keys")
    except NotStrictJson:
        raise KeysUnreadable("not a JSON object with each name once") from None
    if not isinstance(entries, list):
        raise KeysUnreadable("it has no list `keys`")
    return [entry for entry in entries if isinstance(entry, dict)]


def _kid(entry: dict[str, object]) -> str:
    kid = entry.get("kid")
    return kid if isinstance(kid, str) else ""


def _parse_key(entry: dict[str, object], *, shared: set[str]) -> PublicKey | str:
    unfit = _unfit(entry, shared=shared)
    if unfit:
        return unfit
    try:
        key = JWKRegistry.import_key(entry)  # type: ignore[arg-type]  # The library checks the members itself.
    except (JoseError, ValueError, TypeError, KeyError):
        return "broken"
    return "kind" if not isinstance(key, PublicKey) else key


def _unfit(entry: dict[str, object], *, shared: set[str]) -> str | None:
    """Give the reason, in one word, why a key must not be used."""
    operations = entry.get("key_ops", ["verify"])
    faults = {
        "no-kid": not _kid(entry),
        "kid-shared": _kid(entry) in shared,
        "secret": bool(entry.keys() & _PRIVATE_MEMBERS),
        "use": entry.get("use", "sig") != "sig",
        "key-ops": not isinstance(operations, list) or "verify" not in operations,
    }
    return next((name for name, is_so in faults.items() if is_so), _unfit_kind(entry))


def _unfit_kind(entry: dict[str, object]) -> str | None:
    kind = str(entry.get("kty"))
    if kind == "RSA":
        return None if _rsa_bits(entry) in _RSA_BITS else "size"
    return None if _CURVES.get(kind) == entry.get("crv", "") else "kind"


def _rsa_bits(entry: dict[str, object]) -> int:
    # Measured before the import, which would only warn of a short key.
    try:
        modulus = urlsafe_b64decode(str(entry.get("n")).encode("ascii"))
    except (binascii.Error, UnicodeEncodeError):
        return 0
    return int.from_bytes(modulus).bit_length()


class JwksFile:
    """The keys in a file, read again when the file changes.

    A change that cannot be read leaves the keys before it in force, and is logged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, ...] = ()
        self._keys: KeySet | None = None

    def find(self, kid: str) -> PublicKey | None:
        """Give the key with this id, `None` if the file has none such.

        Raises:
            KeysUnavailable: If the file could never be read.
        """
        keys = self._current()
        if keys is None:
            raise KeysUnavailable(f"{self._path} holds no readable JWK Set")
        return keys.find(kid)

    def _current(self) -> KeySet | None:
        stamp = _stamp_of(self._path)
        if stamp != self._stamp:
            # Stamped before it is read: a change in between is seen next time.
            self._stamp = stamp
            try:
                self._keys = parse_keys(self._path.read_bytes())
            except (OSError, KeysUnreadable):
                _log.warning("keys-unreadable", exc_info=True)
        return self._keys


def _stamp_of(path: Path) -> tuple[int, ...]:
    try:
        status = path.stat()
    except OSError as error:
        return (error.errno or 0,)
    # The inode's time too: it tells of a file made readable.
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
