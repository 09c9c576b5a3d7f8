"""Articles go to this machine, or to the one host that was named on purpose."""

from __future__ import annotations

import pytest

from onrecord.attribution.language_model.address import read_address
from onrecord.attribution.language_model.settings import load_settings
from onrecord.errors import InputError


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:11434/v1",
        "http://localhost:8080/v1/",
        "https://127.9.9.9/v1",
        "http://[::1]:8000/v1",
        "http://LOCALHOST",
    ],
)
def test_this_machine_needs_no_permission(url: str) -> None:
    assert read_address(url).is_local


@pytest.mark.parametrize(
    "url",
    [
        "http://models.invalid/v1",
        "http://127.0.0.1.models.invalid/v1",
        "http://localhost.models.invalid/v1",
        "http://0.0.0.0:8000/v1",
        "http://127.1/v1",
        "http://2130706433/v1",
        "http://[::ffff:127.0.0.1]/v1",
        "http://10.0.0.7/v1",
    ],
)
def test_any_other_host_is_refused_with_the_switch_that_would_allow_it(url: str) -> None:
    with pytest.raises(InputError, match="ONRECORD_LLM_ALLOW_HOST="):
        read_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1@models.invalid/v1",
        "http://127.0.0.1:80\\@models.invalid/v1",
        "ftp://127.0.0.1/v1",
        "127.0.0.1:11434",
        "http://",
        "http://127.0.0.1:port/v1",
        "http://127.0.0.1:99999/v1",
        "http://127.0.0.1/v1?to=models.invalid",
        "http://127.0.0.1/v1#x",
        "http://127.0.0.1/ v1",
        "http://loc\u200balhost/v1",
        "http://ⓛocalhost/v1",
        "",
    ],
)
def test_address_that_could_mislead_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="ONRECORD_LLM_URL"):
        read_address(url, allow_host="127.0.0.1")


def test_switch_allows_the_very_host_it_names_and_no_other() -> None:
    address = read_address("https://Models.Invalid:8443/v1", allow_host="models.invalid")
    assert (str(address), address.is_local) == ("https://models.invalid:8443/v1", False)
    for url in ("https://api.models.invalid/v1", "https://models.invalid.example/v1"):
        with pytest.raises(InputError, match="not this machine"):
            read_address(url, allow_host="models.invalid")


def test_address_of_the_very_endpoint_is_taken_for_the_api_it_belongs_to() -> None:
    assert read_address("http://127.0.0.1:8080/v1/chat/completions/").path == "/v1"


def test_key_travels_to_another_host_only_encrypted() -> None:
    with pytest.raises(InputError, match="unencrypted"):
        read_address("http://models.invalid/v1", allow_host="models.invalid", with_key=True)
    assert read_address("https://models.invalid/v1", allow_host="models.invalid", with_key=True)
    assert read_address("http://127.0.0.1/v1", with_key=True)


def test_settings_come_from_the_environment_and_hide_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_LLM_MODEL", "tiny")
    monkeypatch.setenv("ONRECORD_LLM_KEY", "sesame-17")
    settings = load_settings()
    assert settings.key.get_secret_value() == "sesame-17"
    assert "sesame-17" not in f"{settings} {settings!r}"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ONRECORD_LLM_MODEL", "", "ONRECORD_LLM_MODEL"),
        ("ONRECORD_LLM_MODEL", "tiny\nmodel", "ONRECORD_LLM_MODEL"),
        ("ONRECORD_LLM_TIMEOUT_S", "soon", "ONRECORD_LLM_TIMEOUT_S"),
        ("ONRECORD_LLM_PASSAGE_CHARS", "3", "ONRECORD_LLM_PASSAGE_CHARS"),
        ("ONRECORD_LLM_KEY", "two words", "ONRECORD_LLM_KEY"),
        ("ONRECORD_LLM_KEY", "line\r\nX-Other: 1", "ONRECORD_LLM_KEY"),
    ],
)
def test_bad_setting_is_named_and_never_repeated_where_it_may_be_secret(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv("ONRECORD_LLM_MODEL", "tiny")
    monkeypatch.setenv(name, value)
    with pytest.raises(InputError, match=said) as caught:
        load_settings()
    assert name != "ONRECORD_LLM_KEY" or value not in str(caught.value)
