"""The documentation names what the code has, and nothing that it has not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from onrecord.cli.app import app
from onrecord.coding.codebook import FIELDS
from onrecord.settings import Settings

ROOT = Path(__file__).parents[1]
COMMANDS = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
COMMAND = typer.main.get_command(app)


def test_every_command_and_option_is_documented() -> None:
    for name, command in COMMAND.commands.items():  # type: ignore[attr-defined]
        assert f"onrecord {name}" in COMMANDS
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("--") or f"`{option}`" in COMMANDS or f"{option} " in COMMANDS, option


def test_every_network_command_and_option_is_documented() -> None:
    section = COMMANDS[COMMANDS.index("## `onrecord network") : COMMANDS.index("## `onrecord doctor")]
    commands = COMMAND.commands["network"].commands  # type: ignore[attr-defined]
    assert set(re.findall(r"^\| `([a-z][a-z-]+)` \|", section, re.MULTILINE)) == set(commands)
    for command in commands.values():
        for parameter in command.params:
            dashed = [option for option in parameter.opts if option.startswith("--")]
            assert not dashed or any(f"`{option}`" in section for option in dashed), dashed


def test_no_command_is_documented_that_is_not_there() -> None:
    documented = set(re.findall(r"^## `onrecord (\w+)", COMMANDS, re.MULTILINE))
    assert documented == set(COMMAND.commands)  # type: ignore[attr-defined]


def test_every_setting_is_documented() -> None:
    for name in Settings.model_fields:
        assert f"ONRECORD_{name.upper()}" in COMMANDS


def test_every_codebook_field_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "codebook.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(FIELDS)


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]), ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_architecture_names_every_room() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "src" / "onrecord").iterdir() if (path / "__init__.py").exists()]
    assert [room for room in rooms if f"`{room}/`" not in text] == []


def test_both_commands_of_the_readme_are_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("./demo", "./test"):
        assert command in readme
        assert (ROOT / command).stat().st_mode & 0o111


def test_every_command_of_a_team_is_documented() -> None:
    section = COMMANDS[COMMANDS.index("## `onrecord team") : COMMANDS.index("## `onrecord export")]
    commands = COMMAND.commands["team"].commands  # type: ignore[attr-defined]
    assert re.findall(r"^\| `([a-z]+)` \|", section, re.MULTILINE) == list(commands)
    for command in commands.values():
        for parameter in command.params:
            for option in [*parameter.opts, *parameter.secondary_opts]:
                assert not option.startswith("--") or f"`{option}`" in section, option


def test_keys_of_each_page_are_documented_and_no_others() -> None:
    pages = (ROOT / "docs" / "reference" / "keys.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## [^\n]*\(`(\w+\.js)`\)\n(.*?)(?=^## |\Z)", pages, re.MULTILINE | re.DOTALL))
    static = ROOT / "src" / "onrecord" / "web" / "static"
    found = {path.name: path.read_text(encoding="utf-8") for path in static.glob("*.js") if path.name != "frame.js"}
    found = {name: text for name, text in found.items() if re.search(r"^\s*key\(\"", text, re.MULTILINE)}
    assert set(sections) == set(found)
    for name, text in found.items():
        keys = set(re.findall(r"\bkey\(\"[\w-]+\", \"([^\"]+)\"", text))
        keys |= set(re.findall(r"\[\"[\w-]+\", \"(\w)\", \"", text)) if "key(name, keyName" in text else set()
        if "String(n + 1)" in text and "key(`stance" in text:
            keys |= set("1234")
        rows = re.findall(r"^\| (`.+?) \|", sections[name], re.MULTILINE)
        assert {key for row in rows for key in re.findall(r"`([^`]+)`", row)} == keys, name


def test_every_test_that_the_security_page_names_is_there() -> None:
    page = (ROOT / "docs" / "reference" / "security.md").read_text(encoding="utf-8")
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", page)
    assert len(named) > 30
    assert [name for name in named if f"def {name}(" not in tests] == []
