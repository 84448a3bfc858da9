"""Elements of a .docx by their local names: files say the same in two namespaces, the first edition and the strict."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def name_of(tag: str) -> str:
    """The name without its namespace."""
    return tag.rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """The children of that name, in their order."""
    return (one for one in element if name_of(one.tag) == name)


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name; None where there is none."""
    return None if element is None else next(children(element, name), None)


def value_of(element: Element | None) -> str | None:
    """What the attribute `val` says."""
    return None if element is None else attribute(element, "val")


def attribute(element: Element, name: str) -> str | None:
    """The attribute of that name in whatever namespace."""
    return next((value for key, value in element.attrib.items() if name_of(key) == name), None)
