"""Bylines as they are printed, in many languages, to the people in them; one row a form."""

import pytest

from scraper.parse.authors.names import bare_people, leading_people, people
from scraper.parse.authors.shapes import is_own_person, is_person_shaped

Row = tuple[str, list[str]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("Ann Lee and Bo Park", ["Ann Lee", "Bo Park"]),
        ("Ann Lee, Bo Park & Cy Dunn", ["Ann Lee", "Bo Park", "Cy Dunn"]),
        ("Ann Lee | Bo Park", ["Ann Lee", "Bo Park"]),
        ("Ann Lee · Bo Park", ["Ann Lee", "Bo Park"]),
        ("Ann and Bo", ["Ann", "Bo"]),
        ("Lee, Ann", ["Ann Lee"]),
        ("Ann Lee, CNN", ["Ann Lee"]),
        ("Ann Lee, Science Correspondent", ["Ann Lee"]),
        ("Ann Lee, M.D., PhD", ["Ann Lee"]),
        ("Bo Park Jr.", ["Bo Park Jr"]),
        ("Ann Lee in Washington and Bo Park in Paris", ["Ann Lee", "Bo Park"]),
        ("Ann Lee (al)", ["Ann Lee"]),
        ("Ann Lee - https://annlee.example", ["Ann Lee"]),
        ("Posted on September 21, 2020 by Ann Lee", ["Ann Lee"]),
        ("Ann Lee 12 May 2024, 3:51 pm", ["Ann Lee"]),
        ("By Ann Lee Photo by Bo Park | Photo: Cy Dunn", []),
        ("By Ann Lee | Photographs by Cy Dunn", ["Ann Lee"]),
        ("ByAnn Lee", ["Ann Lee"]),
        ("Von Ulrike Müller und Jan van Dijk", ["Ulrike Müller", "Jan van Dijk"]),
        ("erstellt von Dora — veröffentlicht 28.01.2022 06:00", ["Dora"]),
        ("Autorin: Ulrike Müller", ["Ulrike Müller"]),
        ("Par Zoé Lefèvre et Luc d'Arcy", ["Zoé Lefèvre", "Luc d'Arcy"]),
        ("Por José de la Cruz y Ana Gil / EFE", ["José de la Cruz", "Ana Gil"]),
        ("di Carla Neri e Ugo De Rossi", ["Carla Neri", "Ugo De Rossi"]),
        ("Door Sanne de Vries en Piet Bakker", ["Sanne de Vries", "Piet Bakker"]),
        ("Napisała: Ewa Zielińska i Jan Mróz", ["Ewa Zielińska", "Jan Mróz"]),
        ("Автор: Иван Петров и Анна Орлова", ["Иван Петров", "Анна Орлова"]),
        ("Yazan: Ayşe Demir ve Ali Can", ["Ayşe Demir", "Ali Can"]),
        ("Oleh: Budi Santoso dan Siti Aminah", ["Budi Santoso", "Siti Aminah"]),
        ("بقلم محمد علي", ["محمد علي"]),
        ("文：山田太郎", ["山田太郎"]),
        ("作者：王小明", ["王小明"]),
        ("pier89", ["pier89"]),
        ('Ann "Bo" Lee', ['Ann "Bo" Lee']),
        ("Ann LeeReporter", ["Ann Lee"]),
        ("Dec 17, 2025Ann Lee", ["Ann Lee"]),
        ("dpa", ["dpa"]),
    ],
)
def test_people_of_a_declared_byline(text: str, names: list[str]) -> None:
    assert [author.name for author in people(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "News Desk",
        "Lokalredaktion",
        "Redacción",
        "The Harbour Gazette Staff",
        "Support Team",
        "朝日編集部",
        "https://www.facebook.com/harbourgazette",
        "@harbourgazette",
        "admin",
        "3d23d65-ddc6-4ce5",
        "View all posts",
        "Posted by",
        "12.05.2024",
        "He said the pier would open again in the spring, and that nobody would have to pay for it.",
        "",
    ],
)
def test_no_person_in_desks_accounts_and_sentences(text: str) -> None:
    assert people(text) == ()


def test_role_organization_and_address_go_to_their_person() -> None:
    (ann, bo) = people("Ann Lee, Chief Editor, Bo Park | CNN ann.lee@gazette.example bpark@gazette.example")
    assert (ann.role, ann.organization, ann.email) == ("Chief Editor", None, "ann.lee@gazette.example")
    assert (bo.role, bo.organization, bo.email) == (None, "CNN", "bpark@gazette.example")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee updated 3 hours ago", ["Ann Lee"]),
        ("Par Zoé Lefèvre Publié le 3 mai", ["Zoé Lefèvre"]),
        ("03/01/2017 by Ann Lee, Treasurer", ["Ann Lee"]),
        ("yes! | By Ann Lee | April 13, 2020", ["Ann Lee"]),
        ("von dora", ["dora"]),
        ("Text: Ulrike Müller", ["Ulrike Müller"]),
        ("Autoren Ulrike Müller und Jan Mai", ["Ulrike Müller", "Jan Mai"]),
        ("홍길동 선임기자 hong@hanbit.example", ["홍길동"]),
        ("By midnight everyone had gone home.", []),
        ("By The Gazette editors", []),
        ("By Harbour Foundation•15 January 2020", []),
        ("Bücher zum 110. Geburtstag von Herman Bang", []),
        ("Text Size", []),
        ("DE FR IT EN", []),
        ("Per E-Mail teilen", []),
        ("설정", []),
    ],
)
def test_people_at_the_head_of_an_unmarked_line(line: str, names: list[str]) -> None:
    assert [author.name for author in leading_people(line)] == names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann Lee", True),
        ("María de la Cruz Ortiz", True),
        ("O'Brien", True),
        ("X.Y.Z.com", False),
        ("Read more", False),
        ("What we know so far", False),
        ("“Quoted”", False),
        ("A" * 60, False),
    ],
)
def test_shape_of_a_name(name: str, expected: bool) -> None:  # noqa: FBT001
    assert is_person_shaped(name) is expected


@pytest.mark.parametrize(
    "paper", ["Harbour Gazette", "Der Bote", "La Voz", "Lagoon Observer", "Neue Woche", "Le Monde"]
)
def test_a_papers_name_is_not_its_bloggers(paper: str) -> None:
    assert not is_own_person(paper)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Nell AshdownMay 14, 2024", ["Nell Ashdown"]),
        ("Written by: Nell Ashdown, Senior AnalystUpdated May 14, 2024", ["Nell Ashdown"]),
        ("Von Jörg Weißmüller14.05.2024 - 08:13 Uhr", ["Jörg Weißmüller"]),
        ("Par Zoé Lefèvre2024-05-14 08:13", ["Zoé Lefèvre"]),
        ("By Nell McAlister and Bo O'Hara", ["Nell McAlister", "Bo O'Hara"]),
        ("By NELL ASHDOWN, Saltmere Post", ["NELL ASHDOWN"]),
        ("By NELL ASHDOWN and BO O'HARA, Saltmere Post", ["NELL ASHDOWN", "BO O'HARA"]),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it_and_no_other(line: str, names: list[str]) -> None:
    assert [author.name for author in leading_people(line)] == names
    assert [author.name for author in people(line)] == names


@pytest.mark.parametrize(
    "line", ["Nell AshdownMay 14, 202412 Shares830 Views", "Jörg Weißmüller | 14.05.2024 | 12 Kommentare"]
)
def test_counts_beside_a_name_and_a_date_make_the_line_no_other(line: str) -> None:
    found = [author.name for author in bare_people(line)]
    assert found == [line.partition(" | ")[0].partition("May")[0]]
