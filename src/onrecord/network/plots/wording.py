"""Numbers in words of the house: 1,204; 0.74; −3 with a true minus; 1–40."""

from __future__ import annotations


def span(low: float, high: float) -> str:
    return plain(low) if low == high else f"{plain(low)}–{plain(high)}"


def plain(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def counted(n: float, noun: str) -> str:
    """1 statement; 1,204 statements."""
    return f"{plain(float(n))} {noun}" if n == 1 else f"{plain(float(n))} {noun}s"


def signed(value: float) -> str:
    return plain(value).replace("-", "−")


def decimals(value: float, places: int = 2) -> str:
    """0.74; −0.30; "unknown" for what is no number."""
    return f"{value:.{places}f}".replace("-", "−") if value == value else "unknown"
