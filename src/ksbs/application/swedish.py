"""Swedish alphabetical order, which the embedded database does not know."""

import unicodedata

_LAST = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def swedish_key(text: str) -> tuple[str, str]:
    """Give the key by which Swedish sorts: å, ä, ö last, other accents as the letter.

    Source: Svenska Akademiens ordlista sorts å, ä, ö as letters 27 to 29, and letters
    with other accents as the plain letter.
    """
    composed = unicodedata.normalize("NFC", text).casefold().translate(_LAST)
    plain = unicodedata.normalize("NFD", composed)
    return "".join(c for c in plain if not unicodedata.combining(c)), text
