"""Lists cut into pages, so that no page grows with the hub."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from commonplace.pages.views.pieces import LinkView, PagerView

PER_PAGE = 50
_AROUND = 2
T = TypeVar("T")


@dataclass(frozen=True)
class Slice(Generic[T]):
    """One page of a list: its entries, where it lies, and its pager."""

    items: Sequence[T]
    address: str
    docs_path: str
    pager: PagerView


def page_address(first: str, number: int) -> str:
    """The address of page `number` of the list whose first page is at `first` ("tips/")."""
    return first if number == 1 else f"{first}page/{number}/"


def docs_path(address: str, *, index: bool = False) -> str:
    """Where the Markdown of a page lies in a docs tree: `tips/x/` is `tips/x.md` or `tips/x/index.md`."""
    bare = address.strip("/")
    if index or not bare:
        return f"{bare}/index.md".lstrip("/")
    return f"{bare}.md"


def pages_of(items: Sequence[T], first: str, *, index: bool = True) -> Iterator[Slice[T]]:
    """Cut `items` into pages of fifty; an empty list is one empty page.

    `index` says whether the first page is the index of a folder (`tips/`) or a page by itself.
    """
    last = max(1, -(-len(items) // PER_PAGE))
    for number in range(1, last + 1):
        address = page_address(first, number)
        yield Slice(
            items=items[(number - 1) * PER_PAGE : number * PER_PAGE],
            address=address,
            docs_path=docs_path(address, index=index and number == 1),
            pager=pager_view(number, last, len(items), lambda n: page_address(first, n)),
        )


def pager_view(number: int, last: int, total: int, address: Callable[[int], str]) -> PagerView:
    """Where page `number` stands among `last` pages, each at `address(number)`."""
    near = [n for n in range(1, last + 1) if n in (1, last) or abs(n - number) <= _AROUND]
    links: list[LinkView] = [{"title": str(n), "url": address(n)} for n in near]
    return {
        "number": number,
        "of": last,
        "total": total,
        "previous": address(number - 1) if number > 1 else None,
        "next": address(number + 1) if number < last else None,
        "pages": links if last > 1 else [],
    }
