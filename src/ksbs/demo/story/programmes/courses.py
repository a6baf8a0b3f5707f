"""The courses of the schools that follow the school year, a row for each."""

from datetime import date

from ksbs.demo.story.cast import ELEVHALSA, EXEMPELINSTITUTET, UNDERVISNINGSSTOD
from ksbs.demo.story.course import Course, Job
from ksbs.demo.story.pace import Pace
from ksbs.demo.story.themes import (
    LASNING,
    MAL,
    MATEMATIK,
    MENTOR,
    NARVARO,
    SPRAK,
    STUDIERO,
)

HAG = Course(
    Pace(2020),
    "KS 2020/0041",
    (MATEMATIK, LASNING),
    ("reached", "partly"),
    (
        Job(0, (1, 4, 26), (2, 6, 3), UNDERVISNINGSSTOD, 120_000, 112_000),
        Job(1, (1, 8, 30), (2, 12, 16)),
        Job(1, (1, 8, 30), (2, 6, 3), ELEVHALSA, 60_000, end="refused", title="Läsro"),
    ),
    ("low_results", "difficult_conditions"),
    chosen_in="GR 2020",
    paragraph="§ 31",
)
TALL = Course(
    Pace(2020, later=4),
    "KS 2020/0042",
    (NARVARO, MAL),
    ("partly", "not_reached"),
    (
        Job(0, (1, 4, 26), (2, 5, 20), ELEVHALSA, 80_000, 95_000),
        Job(1, (1, 9, 6), (2, 3, 14), EXEMPELINSTITUTET, 70_000, end="discontinued"),
    ),
    team=(2, 2),
    chosen_in="GR 2020",
    sessions=5,
    paragraph="§ 32",
    capacity=("31222", "22122", "32222", "22122"),
)
VIK = Course(
    Pace(2021, spring=True, later=2),
    "KS 2020/0118",
    (SPRAK, MATEMATIK, LASNING),
    ("reached", "reached"),
    (
        Job(0, (0, 10, 25), (1, 12, 5), UNDERVISNINGSSTOD, 150_000, 150_000),
        Job(1, (1, 1, 17), (2, 5, 22)),
    ),
    team=(3, 1),
    ranked=2,
    plan_first=True,
    paragraph="§ 77",
)
HAMNEN = Course(
    Pace(2021, later=2),
    "KS 2021/0033",
    (MENTOR, STUDIERO),
    ("reached", "reached"),
    (
        Job(0, (1, 4, 27), (2, 9, 25), UNDERVISNINGSSTOD, 200_000, 180_000),
        Job(1, (1, 8, 22), (2, 11, 13)),
    ),
    ("high_noncompletion",),
    team=(1, 2),
    chosen_in="GY 2021",
    paragraph="§ 28",
    reviews=(1, 2),
    ends=date(2023, 12, 20),
)
BERG = Course(
    Pace(2021, later=6),
    "KS 2021/0051",
    (MATEMATIK, MAL),
    ("reached", "partly"),
    (
        Job(0, (1, 4, 26), (1, 12, 5), UNDERVISNINGSSTOD, 90_000, 90_000),
        Job(1, (2, 9, 4), (3, 10, 14), EXEMPELINSTITUTET, 110_000, 125_000),
    ),
    team=(2, 1),
    paragraph="§ 44",
    reviews=(1, 3),
    ends=date(2025, 1, 8),
)
LUND = Course(
    Pace(2022, spring=True, later=1),
    "KS 2021/0136",
    (LASNING, NARVARO),
    ("partly", "reached"),
    (
        Job(0, (0, 10, 24), (2, 5, 20), EXEMPELINSTITUTET, 140_000, 133_000),
        Job(1, (0, 10, 24), (1, 12, 4), ELEVHALSA, 75_000, end="refused"),
        Job(1, (1, 1, 16), (2, 10, 14), title="Gemensam närvarorutin i egen regi"),
    ),
    ("difficult_conditions",),
    team=(3, 2),
    paragraph="§ 91",
    capacity=("11212", "11111", "23322", "23222"),
)
STADEN = Course(
    Pace(2021, later=8),
    "KS 2021/0062",
    (STUDIERO, MENTOR),
    ("partly", "not_reached"),
    (Job(0, (1, 4, 27), (2, 12, 4), UNDERVISNINGSSTOD, 130_000, end="going_on"),),
    ("high_noncompletion",),
    team=(3, 1),
    chosen_in="GY 2021",
    paragraph="§ 29",
    reviews=(1,),
    ends=date(2023, 3, 27),
)
SJO = Course(
    Pace(2022, later=3),
    "KS 2022/0048",
    (MATEMATIK, SPRAK),
    ("reached", "partly"),
    (
        Job(0, (1, 4, 25), (2, 5, 27), UNDERVISNINGSSTOD, 160_000, 148_000),
        Job(1, (1, 9, 4), (2, 12, 2), EXEMPELINSTITUTET, 100_000, 100_000),
    ),
    team=(1, 1),
    chosen_in="GR 2022",
    capacity=("22221", "12211", "34433", "33433"),
)
FJALL = Course(
    Pace(2022, later=10),
    "KS 2022/0057",
    (LASNING,),
    ("not_reached",),
    (Job(0, (1, 4, 25), (2, 6, 3), EXEMPELINSTITUTET, 50_000, end="going_on"),),
    team=(2, 2),
    chosen_in="GR 2022",
    paragraph="§ 35",
    reviews=(1,),
    ends=date(2024, 6, 10),
)
TORGET = Course(
    Pace(2023, spring=True, later=5),
    "KS 2022/0124",
    (MENTOR, STUDIERO),
    ("partly", "reached"),
    (
        Job(0, (0, 10, 23), (2, 5, 19), UNDERVISNINGSSTOD, 170_000, 171_000),
        Job(1, (1, 1, 15), (1, 10, 14), ELEVHALSA, 65_000, end="discontinued"),
    ),
    ("high_noncompletion",),
    team=(2, 2),
    paragraph="§ 83",
    capacity=("33222", "22221", "32323", "33223"),
)
GARD = Course(
    Pace(2023),
    "KS 2023/0077",
    (NARVARO, MATEMATIK),
    ("reached", "not_reached"),
    (
        Job(0, (1, 4, 22), (2, 12, 1), ELEVHALSA, 120_000, 120_000),
        Job(1, (1, 9, 2), (2, 3, 10), UNDERVISNINGSSTOD, 85_000, end="discontinued"),
    ),
    team=(3, 1),
    paragraph="§ 26",
    late=(5, date(2024, 1, 8), "Anteckningarna fördes in först efter jullovet."),
    reviews=(1, 3),
)
EK = Course(
    Pace(2024, spring=True, later=3),
    "KS 2023/0190",
    (MAL, SPRAK),
    ("partly", "reached"),
    (
        Job(0, (0, 10, 21), (1, 12, 1), UNDERVISNINGSSTOD, 95_000, 88_000),
        Job(1, (1, 1, 13), (2, 10, 12), EXEMPELINSTITUTET, 130_000, end="going_on"),
    ),
    ("low_results", "difficult_conditions"),
    team=(1, 2),
    paragraph="§ 98",
)
KANALEN = Course(
    Pace(2024, later=5),
    "KS 2024/0058",
    (STUDIERO, MENTOR),
    ("reached", "partly"),
    (
        Job(0, (1, 4, 28), (2, 4, 13), UNDERVISNINGSSTOD, 115_000, 109_000),
        Job(1, (1, 9, 1), (2, 12, 7), ELEVHALSA, 90_000, end="going_on"),
    ),
    ("high_noncompletion", "difficult_conditions"),
    team=(2, 1),
    paragraph="§ 37",
)
HOLM = Course(
    Pace(2024, later=7),
    "KS 2024/0066",
    (LASNING, MAL),
    ("partly", "partly"),
    (
        Job(0, (1, 4, 28), (2, 1, 19), EXEMPELINSTITUTET, 60_000, 60_000),
        Job(1, (1, 9, 8), (3, 3, 15)),
    ),
    team=(3, 2),
    chosen_in="GR 2024",
    paragraph="§ 38",
    reviews=(1, 2),
)
SLOTT = Course(
    Pace(2025, spring=True, later=1),
    "KS 2024/0205",
    (SPRAK, NARVARO),
    ("reached", "reached"),
    (
        Job(0, (0, 10, 27), (1, 12, 4), UNDERVISNINGSSTOD, 140_000, end="going_on"),
        Job(1, (1, 8, 24), (2, 6, 4), ELEVHALSA, 70_000, end="going_on"),
    ),
    team=(1, 1),
    paragraph="§ 102",
)
ADAL = Course(
    Pace(2025, later=2),
    "KS 2025/0074",
    (MATEMATIK, LASNING),
    ("reached", "reached"),
    team=(2, 2),
    ends=date(2025, 12, 9),
)
TORP = Course(
    Pace(2026, spring=True, later=6),
    "KS 2025/0188",
    (NARVARO, MATEMATIK),
    ("reached", "reached"),
    team=(3, 2),
    paragraph="§ 95",
    late=(2, date(2026, 4, 8), "Processtödjaren var sjuk i mars."),
)
PARKEN = Course(
    Pace(2025, later=4),
    "KS 2025/0081",
    (MENTOR, STUDIERO),
    ("reached", "partly"),
    (Job(0, (1, 4, 27), (2, 6, 1), EXEMPELINSTITUTET, 125_000, end="going_on"),),
    ("high_noncompletion",),
    team=(1, 1),
    paragraph="§ 40",
)
UDDE = Course(
    Pace(2026, later=1),
    "KS 2026/0058",
    (MATEMATIK, LASNING),
    ("reached", "reached"),
    chosen_in="GR 2026",
)
