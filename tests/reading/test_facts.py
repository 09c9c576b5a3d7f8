"""Title, byline, outlet, address and language where the text, the file name or the table says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.reading import FileSource, Format
from onrecord.reading.draft import Draft
from onrecord.reading.fields import facts_from_fields
from onrecord.reading.filename import facts_from_name
from onrecord.reading.language import detect_language, language_code
from onrecord.reading.plainfacts import facts_from_text

BODY = (
    "The harbour board said on Monday that the bridge treaty between Upper Vale and Lower Vale would be put to a vote"
    " before the summer, after months of talks that both towns describe as difficult but friendly throughout."
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Bridge treaty nears its vote\n\n{BODY}", "Bridge treaty nears its vote"),
        (f"‘We are not there yet’: towns quarrel over bridge\nBy Ana Pell\n{BODY}", None),
        (f"© Vale Pictures\nimage Photo: Lee Wu, Courtesy of the Town\n\nTowns sign\u00a0treaty now\n\n{BODY}",
         "Towns sign\u00a0treaty now"),
        (f"Published Sept. 17, 2019\nBy Ana Pell\nTowns sign bridge treaty\n{BODY}", "Towns sign bridge treaty"),
        (f"Title: Towns sign bridge treaty.\n{BODY}", "Towns sign bridge treaty."),
        ("Home\nNews\nSign in\nMost read\nWeather\n" * 5 + f"Towns sign bridge treaty at last\nPell\n{BODY}\n\n{BODY}",
         "Towns sign bridge treaty at last"),
        (f"Towns sign treaty.\n\nLOWER VALE (VW) — {BODY}", "Towns sign treaty."),
        (f"Will the bridge ever be built?\n\n{BODY}", "Will the bridge ever be built?"),
        (f"{BODY}\n\nA short line below", None),
        (f"date 2019-05-09 {BODY}\n\n{BODY}", None),
        ("", None),
    ],
)  # fmt: skip
def test_title_is_the_first_line_that_reads_like_a_headline(text: str, title: str | None) -> None:
    wanted = title or ("‘We are not there yet’: towns quarrel over bridge" if text.startswith("‘") else None)
    assert facts_from_text(Draft(text)).title == wanted


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ana Pell", "Ana Pell"),
        ("By ANA PELL and Lee de Wu", "ANA PELL and Lee de Wu"),
        ("By Ana Pell, Lee Wu and Sam O’Hara | Vale Courier", "Ana Pell, Lee Wu and Sam O’Hara"),
        ("By Ana Pell September 17, 2019", "Ana Pell"),
        ("By the time the vote came, nobody was left", None),
        ("By Monday", None),
    ],
)
def test_byline_is_a_line_of_names(line: str, byline: str | None) -> None:
    assert facts_from_text(Draft(f"Bridge treaty nears its vote\n{line}\n{BODY}")).byline == byline


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2019 The Vale Courier. All rights reserved.", "The Vale Courier"),
        ("Copyright 2019 Lower Vale Gazette Inc.", "Lower Vale Gazette"),
        ("Vale Courier. All rights reserved", "Vale Courier"),
        ("Sign up for The Vale Courier’s morning letter", "The Vale Courier"),
        ("Follow The Vale Courier on Twitter", "The Vale Courier"),
        ("© Getty Images", None),
        ("© 2019 AFP", None),
        ("© 2019 Vale Media Holdings", None),
        ("© 2019 The Vale Courier. Follow us", "The Vale Courier"),
        ("Photo: Vale Pictures", None),
        ("Originally published in The Upper Vale Times.", None),
        ("Originally published in The Upper Vale Times. © 2019 The Upper Vale Times", None),
        ("Follow Ana Pell on Twitter", None),
        ("© 2019 The Vale Courier\n© 2018 The Hill Post", None),
        ("The mayor told The Vale Courier that talks go on.", None),
    ],
)
def test_outlet_is_named_by_its_own_marks_only(line: str, outlet: str | None) -> None:
    assert facts_from_text(Draft(f"Bridge treaty nears its vote\n\n{BODY}\n\n{BODY}\n\n{line}")).outlet == outlet


def test_address_stands_on_a_line_of_its_own() -> None:
    url = "https://courier.example/2019/bridge"
    assert facts_from_text(Draft(f"{url}\nBridge treaty nears its vote\n{BODY}")).url == url
    assert facts_from_text(Draft(f"Bridge treaty nears its vote\n{BODY}\nURL: {url}")).url == url
    assert facts_from_text(Draft(f"Bridge treaty nears\n{BODY}\nhttps://t.co/abcdef")).url is None
    assert facts_from_text(Draft(f"Bridge treaty nears\nsee {url} for more\n{BODY}")).url is None


@pytest.mark.parametrize(
    ("name", "day", "outlet", "title"),
    [
        ("2019-09-14_courier_bridge-treaty-nears.txt", "2019-09-14", "courier", "bridge treaty nears"),
        ("20190914_Vale-Courier_Towns-sign.txt", "2019-09-14", "Vale Courier", "Towns sign"),
        ("2019-09-14.txt", "2019-09-14", None, None),
        ("2019-09-14 bridge treaty.txt", "2019-09-14", None, None),
        ("Courier_2019-09-14.txt", "2019-09-14", None, None),
        ("003_4afcfeb96a539763.txt", None, None, None),
        ("201909141.txt", None, None, None),
        ("2019-13-14_a_b.txt", None, None, None),
        ("Vale Courier/one.txt", None, "Vale Courier", None),
        ("courier.example.com/one.txt", None, "courier.example.com", None),
        ("clips/one.txt", None, None, None),
        ("bridge treaty/one.txt", None, None, None),
    ],
)
def test_file_names_give_facts_only_in_known_patterns(
    name: str, day: str | None, outlet: str | None, title: str | None
) -> None:
    facts = facts_from_name(FileSource(Path("/in") / name, name, Format.TEXT))
    assert (str(facts.published.start) if facts.published.is_day else None) == day
    assert (facts.outlet, facts.title) == (outlet, title)


def test_fields_are_recognized_by_many_names() -> None:
    facts = facts_from_fields(
        {"Headline": "Towns sign",
         "Publication Date": "17.09.2019", "Source": "Courier", "AUTHOR": ["A. Pell", "L. Wu"],
         "source_url": "https://courier.example/1", "lang": "en-GB", "text": "…", "id": 7}
    )  # fmt: skip
    assert (facts.title, facts.outlet, facts.byline) == ("Towns sign", "Courier", "A. Pell, L. Wu")
    assert (facts.url, facts.language, str(facts.published.start)) == ("https://courier.example/1", "en", "2019-09-17")


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2019-09", "2019-09-01", "2019-09-30"),
        ("September 2019", "2019-09-01", "2019-09-30"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("20190917", "2019-09-17", "2019-09-17"),
        ("Tue, 17 Sep 2019 02:35:00 GMT", "2019-09-17", "2019-09-17"),
        ("04/03/2019", "2019-03-04", "2019-04-03"),
        ("1568687700", "2019-09-16", "2019-09-18"),
        ("31.02.2019", None, None),
        ("next week", None, None),
        ("", None, None),
    ],
)
def test_date_fields_are_as_sharp_as_they_are_written(value: str, start: str | None, end: str | None) -> None:
    published = facts_from_fields({"date": value}).published
    assert (str(published.start) if published.start else None) == start
    assert (str(published.end) if published.end else None) == end


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        ("Der Bürgermeister sagte am Montag, dass die Brücke nicht vor dem Sommer gebaut wird.", "de"),
        ("Le maire a déclaré lundi que le pont ne serait pas construit avant l’été.", "fr"),
        ("El alcalde dijo el lunes que el puente no se construirá antes del verano según las ciudades.", "es"),
        ("Il sindaco ha detto che il ponte non sarà costruito prima dell’estate, secondo le due città.", "it"),
        ("De burgemeester zei maandag dat de brug niet voor de zomer wordt gebouwd.", "nl"),
        ("O prefeito disse que a ponte não será construída antes do verão, segundo as duas cidades.", "pt"),
        ("Мэр сказал в понедельник, что мост не будет построен до лета и что договор ещё не подписан.", "ru"),
        ("ראש העיר אמר ביום שני כי הגשר לא ייבנה לפני הקיץ וכי ההסכם טרם נחתם", "he"),
        ("قال رئيس البلدية إن الجسر لن يبنى قبل الصيف وإن المعاهدة التي تم الاتفاق عليها لم توقع في هذا الشهر", "ar"),
        ("12 345 678", None),
        ("Ok", None),
    ],
)  # fmt: skip
def test_language_is_told_by_script_and_frequent_words(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_language_names_and_tags_become_codes() -> None:
    assert [language_code(said) for said in ("en-US", "English", "ENGLISH; EN", "iw", "xx yy", None, "?")] == [
        "en", "en", "en", "he", "xx", None, None,
    ]  # fmt: skip
