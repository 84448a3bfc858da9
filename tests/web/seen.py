"""What a page shows, read from its HTML."""

from __future__ import annotations

import re
from html import unescape

from django.http import HttpResponse

_TAG = re.compile(r"<[^>]+>")


def words(html: str) -> str:
    """The text of some HTML, with single spaces."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def heading(response: HttpResponse) -> str:
    """The text of the page's one h1."""
    (found,) = re.findall(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    return words(found)


def main(response: HttpResponse) -> str:
    """The text of the page's main part."""
    return words(response.content.decode().split("<main", 1)[1].partition(">")[2])


def rows(response: HttpResponse) -> list[list[str]]:
    """The texts of the cells of every table body of the page, row by row; rows that only head others are left out."""
    bodies = re.findall(r"<tbody>(.*?)</tbody>", response.content.decode(), re.DOTALL)
    found = [
        [words(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
        for body in bodies
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    ]
    return [row for row in found if row]


def links(response: HttpResponse) -> list[str]:
    """Where the links of the page's main part lead."""
    return [
        unescape(found)
        for found in re.findall(r'<a [^>]*href="([^"]+)"', response.content.decode().split("<main", 1)[1])
    ]
