"""What pages load: their modules as one script, in the order in which they need each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.web import assets


@pytest.fixture
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    return tmp_path


def test_each_page_loads_one_script_and_one_sheet_kept_for_ever(client: TestClient) -> None:
    for address in ("/review", "/overview", "/codebook", "/actors", "/documents", "/history", "/export"):
        page = client.get(address).text
        loaded = re.findall(r'<(?:script|link rel="stylesheet")[^>]* (?:src|href)="([^"]+)"', page)
        assert len(loaded) == 2, (address, loaded)
        for one in loaded:
            answer = client.get(one)
            assert answer.status_code == 200, one
            assert "immutable" in answer.headers["cache-control"]
            assert answer.headers["content-type"].startswith(("text/css", "text/javascript"))


def test_no_page_has_a_script_that_is_not_there(client: TestClient) -> None:
    assert client.get(f"/static/{assets.digest()}/page-nothing.js").status_code == 404
    assert client.get(f"/static/{assets.digest()}/page-../app.py").status_code == 404


def test_every_module_under_static_belongs_to_a_page() -> None:
    every = {path.relative_to(assets.STATIC).as_posix() for path in assets.STATIC.rglob("*.js")}
    used = {
        name
        for part in assets.PARTS
        for name in re.findall(r"^// ([\w/]+\.js)$", assets.joined(f"page-{part}.js") or "", re.M)
    }
    assert used == every


def test_a_module_stands_once_and_after_what_it_needs(static: Path) -> None:
    (static / "deep").mkdir()
    (static / "deep" / "far.js").write_text("export const far = 3;\n")
    (static / "near.js").write_text('import { far as f } from "./deep/far.js";\nexport function near() { return f; }\n')
    (static / "page.js").write_text(
        'import { near } from "./near.js";\nimport { far } from "./deep/far.js";\nnear() + far;\n'
    )
    made = assets.script(["page"])
    assert made.count("// deep/far.js") == 1
    assert made.index("// deep/far.js") < made.index("// near.js") < made.index("// page.js")
    assert "const { far: f } = $deep_far;" in made
    assert "return { near };" in made


@pytest.mark.parametrize(
    "text",
    [
        "export default 1;\n",
        "export let n = 1;\n",
        'import * as a from "./b.js";\n',
        'const b = () => import("./b.js");\n',
    ],
)
def test_a_form_that_cannot_be_joined_is_refused_with_what_is_allowed(static: Path, text: str) -> None:
    (static / "page.js").write_text(text)
    with pytest.raises(ValueError, match=r"page\.js: .* cannot be joined; allowed are"):
        assets.script(["page"])


def test_modules_that_need_each_other_in_a_ring_are_refused(static: Path) -> None:
    (static / "a.js").write_text('import { b } from "./b.js";\nexport const a = 1;\n')
    (static / "b.js").write_text('import { a } from "./a.js";\nexport const b = 1;\n')
    with pytest.raises(ValueError, match="imports itself by way of b"):
        assets.script(["a"])


def test_a_chosen_theme_is_in_the_page_and_another_word_is_not(client: TestClient) -> None:
    client.cookies.set("onrecord_theme", "dark")
    assert '<html lang="en" data-theme="dark">' in client.get("/documents").text
    client.cookies.set("onrecord_theme", "purple")
    assert '<html lang="en">' in client.get("/documents").text
