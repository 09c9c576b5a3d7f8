"""The desk as a person uses it: by keyboard, in Chromium."""

from __future__ import annotations

from typing import Any

from .conftest import Served


def n_left(page: Any) -> int:
    return int(page.inner_text("#n-left"))


def speaker(page: Any) -> str:
    return str(page.inner_text("[data-row=speaker] b"))


def saved(page: Any) -> None:
    page.wait_for_selector("#state[data-state=saved]")


def test_twenty_decisions_by_keyboard_are_all_kept(page: Any, served: Served) -> None:
    page.goto(served.address("/review"))
    before = n_left(page)
    for n in range(20):
        page.wait_for_selector("#sheet")  # no person decides on a card that is not there yet
        page.keyboard.press("x" if n % 4 == 3 else "a")
    saved(page)
    shown = n_left(page)
    assert before - 20 <= shown < before - 10  # a report left unticked comes back as a card of its own
    page.reload()
    assert n_left(page) == shown
    made = served.project.store.decisions()
    assert len({d.values["batch"] for d in made}) == 20
    assert len(page.query_selector_all("#hist li")) == 10


def test_a_stance_set_by_number_is_kept_as_an_edit_and_shown_as_one(page: Any, served: Served) -> None:
    page.goto(served.address("/review"))
    chosen = page.get_attribute(".stances [aria-checked=true]", "data-stance")
    number = "1" if chosen != "support" else "2"
    page.keyboard.press(number)
    assert page.get_attribute(".stances [aria-checked=true]", "data-stance") != chosen
    page.keyboard.press("a")
    saved(page)
    made = served.project.store.decisions()
    assert made[0].verdict == "edit"
    assert "edited" in page.inner_text("#hist li:first-child")


def test_undo_goes_back_to_the_card_and_takes_the_decision_back(page: Any, served: Served) -> None:
    page.goto(served.address("/review"))
    name, before = speaker(page), n_left(page)
    page.keyboard.press("a")
    page.keyboard.press("Backspace")
    saved(page)
    assert speaker(page) == name
    assert n_left(page) == before
    assert not [s for s in served.project.store.statements() if s.status == "accepted"]
    page.keyboard.press("Control+Shift+Z")
    page.wait_for_selector("#live >> text=/Done again/", state="attached")
    assert [s for s in served.project.store.statements() if s.status == "accepted"]


def test_keys_do_nothing_in_text_fields_and_can_be_switched_off(page: Any, served: Served) -> None:
    page.goto(served.address("/review"))
    before = n_left(page)
    page.click("#f-words")
    page.keyboard.type("xa")
    assert n_left(page) == before
    page.goto(served.address("/review"))
    page.click("#allkeys")
    page.get_by_role("button", name="Switch keys off").click()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_timeout(100)
    assert n_left(page) == before


def test_a_speaker_is_corrected_by_search_and_counts_under_the_right_name(page: Any, served: Served) -> None:
    page.goto(served.address("/review"))
    page.keyboard.press("s")
    page.keyboard.type("tomas ver")
    page.keyboard.press("Enter")  # at once: the list of the words typed is still on its way
    page.wait_for_selector("[data-row=speaker] b >> text=Tomas Verrin")
    page.keyboard.press("a")
    saved(page)
    accepted = [s for s in served.project.store.statements() if s.status == "accepted"]
    assert {s.actor_name for s in accepted} == {"Tomas Verrin"}


def test_who_spoke_with_the_speaker_is_added_by_keyboard(page: Any, served: Served) -> None:
    page.goto(served.address("/review"))
    first = speaker(page)
    fellow = "Runa Teller" if first != "Runa Teller" else "Tomas Verrin"
    page.keyboard.press("s")
    page.wait_for_selector("[data-row=speaker] [role=option]")
    page.keyboard.press("Tab")  # past the list, to who spoke too
    page.keyboard.press("Enter")
    page.keyboard.type(fellow)
    page.wait_for_selector(f"[role=option]:first-child >> text={fellow}")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Keep").press("Enter")
    assert f"with {fellow}" in page.inner_text("[data-row=speaker]")
    page.keyboard.press("a")
    saved(page)
    accepted = [s for s in served.project.store.statements() if s.status == "accepted"]
    assert {s.actor_name for s in accepted} == {first, fellow}


def test_spans_are_corrected_by_keyboard_alone(page: Any, served: Served) -> None:
    page.goto(served.address("/review"))
    before = page.inner_text("[data-row=spans] >> nth=1")
    page.keyboard.press("e")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    after = page.inner_text("[data-row=spans] >> nth=1")
    assert after != before
    page.keyboard.press("a")
    saved(page)
    edits = [d for d in served.project.store.decisions() if "content" in d.values]
    assert len(edits) == 1


def test_decisions_made_while_the_server_is_away_wait_and_arrive_once(page: Any, served: Served) -> None:
    page.goto(served.address("/review"))
    page.context.set_offline(True)
    for _ in range(3):
        page.keyboard.press("a")
    page.wait_for_selector("#state[data-state=offline]")
    assert "wait here" in page.inner_text("#state")
    page.context.set_offline(False)
    saved(page)
    served.complaints.clear()  # the browser itself reports each failed request
    made = served.project.store.decisions()
    assert len({d.values["batch"] for d in made}) == 3
    assert len(made) == len({d.id for d in made})


def test_a_session_that_ended_loses_no_decision(page: Any, served: Served) -> None:
    page.goto(served.address("/review"))
    session = served.access._session
    served.access._session = "another start of the server"
    for _ in range(3):
        page.keyboard.press("a")
    page.wait_for_selector("#state >> text=/Signed out: [0-9]+ decisions wait here/")
    served.access._session = session
    saved(page)
    served.complaints.clear()  # the browser itself reports each refused request
    assert len({d.values["batch"] for d in served.project.store.decisions()}) == 3


def test_what_waits_on_one_page_is_not_lost_by_another_page(page: Any, served: Served) -> None:
    page.goto(served.address("/review"))
    waiting = (
        "Object.entries(localStorage).filter(([name]) => name.startsWith('onrecord.waiting'))"
        ".map(([, value]) => JSON.parse(value)).flat().length"
    )
    other = page.context.new_page()
    other.goto(served.address("/review"))
    page.route("**/api/decisions", lambda route: route.abort())
    page.keyboard.press("a")
    page.wait_for_selector("#state[data-state=offline]")
    kept = page.evaluate(waiting)
    assert kept >= 1
    other.keyboard.press("x")
    other.wait_for_selector("#state[data-state=saved]")
    assert other.evaluate(waiting) == kept
    page.unroute("**/api/decisions")
    saved(page)
    assert page.evaluate(waiting) == 0
    served.complaints.clear()


def test_a_dialog_gives_the_focus_back(page: Any, served: Served) -> None:
    page.goto(served.address("/review"))
    page.focus("#rec")
    page.keyboard.press("m")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "rec"


def test_brackets_step_through_every_report_of_a_statement_and_come_round(page: Any, served: Served) -> None:
    page.goto(served.address("/review"))
    page.wait_for_selector("#sheet")
    for _ in range(40):
        if page.query_selector("#art-head .sisters"):
            break
        page.keyboard.press("j")
    told = page.inner_text("#art-head .sisters")
    n = int(told.split(" of ")[1].split()[0])
    outlets = [page.inner_text("#art-head b")]
    for turn in range(2, n + 1):
        page.keyboard.press("]")
        page.wait_for_selector(f"#art-head .sisters:has-text('report {turn} of')")
        page.wait_for_selector("#body .m.on[data-r=content]")
        outlets.append(page.inner_text("#art-head b"))
    assert len(outlets) == n
    page.keyboard.press("]")
    assert page.inner_text("#art-head b") == outlets[0]
    page.keyboard.press("[")
    assert page.inner_text("#art-head b") == outlets[-1]
    assert page.query_selector("#sheet")  # the card stays; only the article beside it is another one
    page.keyboard.press("e")  # spans are corrected in the card's own article
    assert page.inner_text("#art-head b") == outlets[0]


def test_while_the_desk_counts_it_says_so_and_shows_no_wrong_number(page: Any, served: Served) -> None:
    answers: list[int] = []

    def left(route: Any) -> None:
        answers.append(1)
        whole = len(answers) > 1
        route.fulfill(json={"n_matter": 700, "n_left": 1200, "n_decided": 3, "recall": "", "whole": whole})

    page.route("**/api/left", left)
    page.route("**/review", lambda route: _uncounted(route))
    page.goto(served.address("/review"))
    assert page.inner_text("#n-matter") == "…"
    assert page.is_visible("#counting")
    page.wait_for_selector("#n-left:text-is('1,200')")
    assert page.inner_text("#n-matter") == "700"
    assert not page.is_visible("#counting")
    assert len(answers) == 2


def _uncounted(route: Any) -> None:
    """The page as it comes while only the first suggestions are read."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('"whole":true', '"whole":false'))


def test_with_colours_of_the_readers_own_what_is_chosen_is_told_by_lines(page: Any, served: Served) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(served.address("/review"))
    page.wait_for_selector("#sheet")
    edge = "name => getComputedStyle(document.querySelector(name)).borderBottomColor"
    assert page.evaluate(edge, ".top nav a[aria-current]") != page.evaluate(edge, ".top nav a:not([aria-current])")
    assert page.evaluate(edge, ".stances [aria-checked=true]") != page.evaluate(edge, ".stances [aria-checked=false]")
    main = page.evaluate(
        "() => { const s = getComputedStyle(document.getElementById('accept')); return [s.color, s.backgroundColor]; }"
    )
    assert main[0] != main[1]
    page.goto(served.address("/overview"))
    page.wait_for_selector("#statements tr[aria-selected=true]")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#statements tr[aria-selected=true]')).outlineStyle")
        == "solid"
    )


def test_what_is_changed_and_not_decided_is_still_there_after_leaving_the_desk(page: Any, served: Served) -> None:
    page.goto(served.address("/review"))
    page.wait_for_selector("#sheet")
    chosen = page.get_attribute(".stances [aria-checked=true]", "data-stance")
    content = page.inner_text("[data-row=spans] >> nth=1")
    page.keyboard.press("1" if chosen != "support" else "2")
    page.keyboard.press("e")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_selector(".unsaved")
    changed = page.inner_text("[data-row=spans] >> nth=1")
    assert changed != content
    page.keyboard.press("o")
    page.wait_for_url("**/read/**")
    page.goto(served.address("/review"))
    page.wait_for_selector(".unsaved")
    assert page.inner_text("[data-row=spans] >> nth=1") == changed
    assert page.get_attribute(".stances [aria-checked=true]", "data-stance") != chosen
    page.keyboard.press("j")
    page.wait_for_selector(".unsaved", state="detached")
    page.keyboard.press("k")
    page.wait_for_selector(".unsaved")
    page.keyboard.press("a")
    saved(page)
    assert {d.verdict for d in served.project.store.decisions()} == {"edit"}
    page.reload()
    page.wait_for_selector("#sheet")
    assert page.query_selector(".unsaved") is None
