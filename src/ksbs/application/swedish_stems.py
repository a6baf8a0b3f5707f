"""What is left of a Swedish word without its endings: the forms of a noun share it.

A noun carries its endings in a fixed order, number, definiteness, genitive: elev-er-na-s
(Svenska Akademiens grammatik, volume 2, chapter 2). They are taken off from the outside
in, each kind once, while a vowel and two letters stay. What may be an ending or belong to
the noun (termin-en, skola-n) comes last, when every form has come down to the same.
"""

import re
from functools import lru_cache

_VOWEL = "aeiouyåäöéü"
_LONGEST = 60
"""Letters of a word that may have endings; what is longer is none of the language."""


def _before(endings: str, *, last: str = "") -> re.Pattern[str]:
    """Give the pattern of a stem before one of some endings."""
    return re.compile(rf"(.*[{_VOWEL}].*{last})(?:{endings})")


_NO_GENITIVE = "".join(
    f"(?<!{tail})"
    for tail in (
        *("s", "[sl]at", "kret", "spet", "lot"),
        *("finan", "balan", "instan", "distan"),
    )
)
"""Before an s that is the noun's own: klass, insats, plats, krets, finans, instans."""

_OWN_S = re.compile(
    rf"(?=.{{,5}}$)(?:.*(?:[iuxz]|u[lr]|[ei]p)"
    rf"|[^{_VOWEL}]*(?:[{_VOWEL}]t?|(?<!pl)[ai]n|[eo]r|a[lp]))s"
)
"""Short words with an s of their own: kurs, puls, hus, bas, dans, vers."""

_GENITIVE = _before(f"{_NO_GENITIVE}s")

_ENDINGS = (
    # The definite: elev-en, mål-et, elever-na, ämne-na, regel-n, rektor-n.
    _before("en|et|(?<=[aeo]r)na|(?<=[eoiyå])na|(?<=el)n|(?<=[eo]r)n"),
    # The plurals, and gymnasi-um beside gymnasi-et.
    _before("er|(?<=[ie])um"),
    # With them go the doer and the verbs: dag-ar, forsk-are, arbet-ade, arbet-at.
    _before("ar|are|ade|at"),
    # An s that no genitive takes off when an ending follows it: kompetens-en.
    re.compile(rf"(?=.{{6}}){_before(f'{_NO_GENITIVE}s').pattern}"),
    _before("or"),
    # What may be the noun's own: skola-n, termi-n, konto-t, and then skol-a, ämn-e.
    _before("n", last=f"[{_VOWEL}]"),
    _before("t", last="o"),
    _before("[ae]"),
    # Once more, for ban-an and ban-a.
    _before("n", last=f"[{_VOWEL}]"),
    _before("[ae]"),
    # The letter doubled before an ending: program-met, rum-met, gemensam-ma.
    _before("(?<=m)m|(?<=...n)n"),
    # An e fell out: fönst-r-et of fönster, teck-n-et of tecken.
    _before(f"(?<=[^{_VOWEL}r])r|(?<=[gktpx])n"),
    # The neuter of adjectives: hög-t, tydlig-t, gemensam-t.
    _before(f"(?<=g)t|(?<=...[^{_VOWEL}t])t"),
)

_WHOLE = re.compile(
    rf"(?:het|itet|(?:budg|pak)et|plan|[^{_VOWEL}]mat|start|sommar|[ds]man|[mv]än|els"
    rf"|[{_VOWEL}]ktor|[^g]ator|mentor|(?:mod|ext|konc|(?<!v)int)ern"
    r"|(?:fin|bal|inst|dist)ans)$"
)
"""How nouns end that seem to have one more ending: trygghet, läroplan, rektor."""

_DOER = re.compile(
    r"(.*(?:lär|led|läs|sök|tag|giv|hav|lägg|vänd|stödj)ar)(?:e|es|en|ens|na|nas|s)?"
)
"""Doers of verbs without a form in -ar: lärare and lärarna are apart from lära."""

_WITHOUT_FORMS = frozenset(
    (
        *("alla", "andra", "annan", "bara", "båda", "efter", "eller", "hade", "igen"),
        *("innan", "inte", "medan", "mellan", "nästan", "redan", "samma", "sedan"),
        *("som", "under", "utan", "vara", "varje", "vidare", "även", "över"),
    )
)
"""Small words that would come down to other words: utan to ut, inte to int-ervju."""

_E_FELL_OUT = re.compile(rf"(.*[{_VOWEL}].*[^{_VOWEL}lr])l")
"""Stems of regl-er and regl-erna, which are written as that of regel."""

_SHORTEST_BEGINNING = 3
_WITH_A = re.compile("a|as|ans?|ors?|ornas?")
"""What follows the stem of a word in -a; one of three letters begins too much: res-a."""


@lru_cache(maxsize=10_000)
def stem_of(word: str) -> str:
    """Give what the forms of a word in lower case share; of a number, itself."""
    if word in _WITHOUT_FORMS or not word.isalpha() or len(word) > _LONGEST:
        return word
    if doer := _DOER.fullmatch(word):
        return doer[1]
    stem = word if _OWN_S.fullmatch(word) else _without(_GENITIVE, word)
    for endings in _ENDINGS:
        if _WHOLE.search(stem):
            return stem
        stem = _without(endings, stem)
    lost = _E_FELL_OUT.fullmatch(stem)
    return f"{lost[1]}el" if lost else stem


def beginnings_of(word: str) -> tuple[str, ...]:
    """Give how words begin that the word is a part of, as elev of elevhälsa.

    None for a stem too short to tell.
    """
    stem = stem_of(word)
    letters = len(stem)
    if word in _WITHOUT_FORMS or letters < _SHORTEST_BEGINNING:
        return ()
    if letters == _SHORTEST_BEGINNING and _WITH_A.fullmatch(word, letters):
        return ()
    return (stem, f"{stem[:-2]}l") if stem.endswith("el") else (stem,)


def _without(endings: re.Pattern[str], word: str) -> str:
    found = endings.fullmatch(word)
    return found[1] if found and len(found[1]) > 1 else word
