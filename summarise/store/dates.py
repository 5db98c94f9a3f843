"""Days as French readers write them."""

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905


def day_fr(day: str | None) -> str:
    """« 12 mars 2024 »."""
    if not day:
        return ""
    year, month, number = day.split("-")
    return f"{'1er' if number == '01' else int(number)} {_MONTHS[int(month) - 1]} {year}"


def held(day: str | None) -> str:
    """As of which day a brief holds: « Au 12 mars 2024 »."""
    return f"Au {day_fr(day)}" if day else "Date de l'article inconnue"
