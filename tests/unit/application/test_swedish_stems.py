"""The forms of a word come down to one stem, and other words to another."""

import pytest

from ksbs.application.swedish_stems import beginnings_of, stem_of
from ksbs.application.trail_words import Sought

NOUNS = """
skola skolan skolor skolorna skolas skolans skolors skolornas
klassrum klassrummet klassrummen klassrums klassrummets klassrummens
vecka veckan veckor veckorna veckas veckans veckors veckornas
elevhälsa elevhälsan elevhälsas elevhälsans
närvarolista närvarolistan närvarolistor närvarolistorna närvarolistans
resa resan resor resorna resans resornas
dag dagen dagar dagarna dags dagens dagars dagarnas
skoldag skoldagen skoldagar skoldagarna skoldagens
anteckning anteckningen anteckningar anteckningarna anteckningarnas
förälder föräldern föräldrar föräldrarna förälders föräldrarnas
sommar sommaren sommarens
elev eleven elever eleverna elevs elevens elevers elevernas
klass klassen klasser klasserna klassens klassers klassernas
plan planen planer planerna plans planens planernas
handlingsplan handlingsplanen handlingsplaner handlingsplanerna
insats insatsen insatser insatserna insatsens insatsers insatsernas
plats platsen platser platserna platsens
kurs kursen kurser kurserna kursens
årskurs årskursen årskurser årskurserna
resurs resursen resurser resurserna
lektion lektionen lektioner lektionerna lektions lektionens lektionernas
kommun kommunen kommuner kommunerna kommuns kommunens
termin terminen terminer terminerna terminens
rektor rektorn rektorer rektorerna rektors rektorns rektorers rektorernas
mentor mentorn mentorer mentorerna mentors mentorns mentorernas
indikator indikatorn indikatorer indikatorerna
kompetens kompetensen kompetenser kompetenserna kompetensens
trygghet tryggheten trygghets trygghetens
enhet enheten enheter enheterna enhetens enheternas
kvalitet kvaliteten kvaliteter kvaliteterna kvalitetens
aktivitet aktiviteten aktiviteter aktiviteterna
uppgift uppgiften uppgifter uppgifterna uppgiftens
text texten texter texterna textens
nivå nivån nivåer nivåerna nivåns
kategori kategorin kategorier kategorierna
händelse händelsen händelser händelserna händelsens
studie studien studier studierna
regel regeln regler reglerna regelns reglernas
artikel artikeln artiklar artiklarna
ämne ämnet ämnen ämnena ämnes ämnets ämnens ämnenas
arbete arbetet arbeten arbetena arbetes arbetets
möte mötet möten mötena mötets
föräldramöte föräldramötet föräldramöten
område området områden områdena områdets
tillfälle tillfället tillfällen tillfällena
närvaro närvaron närvaros närvarons
studiero studieron
konto kontot konton kontona
mål målet målen måls målets målens
år året åren års årets årens
svar svaret svaren svarets
ansvar ansvaret ansvars ansvarets
stöd stödet stöden stödets
besök besöket besöken besöks besökens
resultat resultatet resultaten resultatets resultatens
projekt projektet projekten projektets
program programmet programmen programs programmets programmens
problem problemet problemen problemens
barn barnet barnen barns barnets barnens
tecken tecknet tecknen tecknets tecknens
fönster fönstret fönstren fönstrets
register registret registren registrets
exempel exemplet exemplen exemplets exemplens
gymnasium gymnasiet gymnasier gymnasierna gymnasiets
lärare läraren lärarna lärares lärarens lärarnas
handledare handledaren handledarna handledarens
deltagare deltagaren deltagarna deltagarnas
forskare forskaren forskarna forskarnas
huvudman huvudmannen huvudmans huvudmannens
""".strip().splitlines()

OTHERS = [
    "tydlig tydligt tydliga",
    "gemensam gemensamt gemensamma",
    "hög högt höga",
    "svår svårt svåra",
    "arbeta arbetar arbetade arbetat arbetas",
    "planera planerar planerade planerat planeras",
]

APART = [
    ("närvaro", "frånvaro"),
    ("lärare", "lära"),
    ("ledare", "leda"),
    ("deltagare", "deltagande"),
    ("resa", "resultat"),
    ("resan", "resurs"),
    ("skola", "skriva"),
    ("skolan", "skäl"),
    ("insats", "institution"),
    ("rektor", "rekrytera"),
    ("år", "årskurs"),
    ("utan", "ut"),
    ("medan", "med"),
    ("inte", "intervju"),
    ("under", "undervisning"),
    ("plan", "plats"),
    ("elev", "enkät"),
]


def finds(asked: str, written: str) -> bool:
    return Sought.by(asked).is_among({written, stem_of(written)})


@pytest.mark.parametrize("forms", NOUNS)
def test_every_form_of_a_noun_asks_for_the_same(forms: str) -> None:
    # when
    asked = {form: Sought.by(form) for form in forms.split()}

    # then
    assert len(set(asked.values())) == 1, asked
    assert all(finds(one, other) for one in asked for other in asked)


@pytest.mark.parametrize("forms", OTHERS)
def test_forms_of_adjectives_and_verbs_find_each_other(forms: str) -> None:
    # given
    words = forms.split()

    # then
    assert all(finds(asked, written) for asked in words for written in words)


@pytest.mark.parametrize(("asked", "written"), APART)
def test_words_that_only_look_alike_are_apart(asked: str, written: str) -> None:
    assert not finds(asked, written)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("närvaron", "närvaroplan"),
        ("skolor", "skolledning"),
        ("ämnet", "ämnesspråk"),
        ("målen", "målbild"),
        ("lärarna", "lärarlag"),
        ("regler", "regelbok"),
        ("utveckla", "utveckling"),
        ("trygg", "trygghet"),
    ],
)
def test_a_word_is_found_as_the_beginning_of_another(asked: str, written: str) -> None:
    assert finds(asked, written)


@pytest.mark.parametrize(
    ("one", "other"), [("bok", "böcker"), ("land", "länder"), ("gå", "gick")]
)
def test_a_form_with_another_vowel_is_another_word(one: str, other: str) -> None:
    assert not finds(one, other)


@pytest.mark.parametrize("word", ["ska", "en", "i", "9", "2026", "12a", "v4", "xyz"])
def test_what_has_no_ending_is_its_own_stem(word: str) -> None:
    assert stem_of(word) == word


def test_short_stems_begin_no_other_word() -> None:
    assert beginnings_of("året") == ()
    assert beginnings_of("på") == ()
    assert beginnings_of("målet") == ("mål",)


def test_a_word_longer_than_any_of_the_language_is_its_own_stem() -> None:
    # given
    long = "lång" * 5_000 + "en"

    # then
    assert stem_of(long) == long
