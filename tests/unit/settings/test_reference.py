"""The reference page says what the code says."""

from pathlib import Path

from ksbs.settings import Settings, settings_reference

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "settings.md"


def test_the_page_is_what_the_code_would_write() -> None:
    assert PAGE.read_text(encoding="utf-8") == settings_reference()


def test_every_setting_has_a_description_of_its_own() -> None:
    told = {
        name: field.description or "" for name, field in Settings.model_fields.items()
    }
    assert min(len(text) for text in told.values()) > 20
    assert len(set(told.values())) == len(told)


def test_the_page_names_every_variable() -> None:
    page = settings_reference()
    missing = [v.name for v in Settings().report() if f"`{v.variable}`" not in page]
    assert missing == []
