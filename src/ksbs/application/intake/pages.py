"""Whether the pages of a list are all there: a missing page is a silent loss."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ksbs.application.intake.rejections import Faults
from ksbs.application.intake.shapes import PlannedPage

_PAGE = re.compile(r"([?&])page=\d+&?")


@dataclass(slots=True)
class _Listing:
    line: int
    elements: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    wanted: int = 0
    codes: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Pages:
    """The pages met in one file, by the question they answer."""

    faults: Faults
    listings: dict[str, _Listing] = field(default_factory=dict)

    def note(
        self, page: PlannedPage, *, address: str, codes: Iterable[object], line: int
    ) -> None:
        """Count a page in, and note as a fault units that it lacks itself."""
        held = list(codes)
        expected = page.total_elements - page.number * page.size
        expected = max(0, min(page.size, expected))
        if len(held) != expected:
            self.faults.add(
                line,
                reason=f"page {page.number} holds {len(held)} units where its own "
                f"`page` promises {expected}; fetch the page again",
            )
        listing = self.listings.setdefault(_PAGE.sub(r"\1", address), _Listing(line))
        listing.elements.add(page.total_elements)
        listing.pages.add(page.number)
        listing.wanted = max(listing.wanted, page.total_pages)
        listing.codes.update(code for code in held if isinstance(code, str))

    def check(self) -> None:
        """Note as a fault every list of which this file does not hold all pages."""
        for listing in self.listings.values():
            reason = _incomplete(listing)
            if reason:
                self.faults.add(listing.line, reason=reason)


def _incomplete(listing: _Listing) -> str | None:
    missing = sorted(set(range(listing.wanted)) - listing.pages)
    if len(listing.elements) > 1:
        return (
            "the pages of the list disagree on how many units there are, so it "
            "changed while it was fetched; fetch all pages again"
        )
    if missing:
        numbers = ", ".join(map(str, missing[:10]))
        return (
            f"of the {listing.wanted} pages of the list (counted from 0) the file "
            f"lacks {numbers}; add them, or give each page as a file of its own"
        )
    if len(listing.codes) not in listing.elements:
        return (
            f"the pages of the list hold {len(listing.codes)} different units where "
            f"{min(listing.elements)} are promised; fetch all pages again"
        )
    return None
