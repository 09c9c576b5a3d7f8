"""A manifest as TOML."""

from __future__ import annotations

import json
from typing import Any


def toml(values: dict[str, Any], prefix: str = "") -> str:
    """TOML of nested dicts of numbers, texts and lists; plain values before tables."""
    rows: list[str] = []
    for key, value in values.items():
        if not isinstance(value, dict):
            rows.append(f"{key} = {_literal(value)}")
    for key, value in values.items():
        if isinstance(value, dict):
            rows += ["", f"[{prefix}{key}]", toml(value, f"{prefix}{key}.").strip("\n")]
    return "\n".join(rows) + "\n"


def _literal(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.6g}" if "e" in f"{value:.6g}" or "." in f"{value:.6g}" else f"{value:.1f}"
    if isinstance(value, list):
        return "[" + ", ".join(_literal(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)
