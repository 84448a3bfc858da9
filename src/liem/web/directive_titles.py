"""Titles of directives on pages: type and symbol where there are both, else the title that their pack gives them."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liem.directives.queries import Listed
from liem.web.directive_names import full_name

_KINDS = {
    "chỉ thị": lambda: _("directive (chỉ thị)"),
    "công văn": lambda: _("letter"),
    "hướng dẫn": lambda: _("guidance"),
    "kết luận": lambda: _("conclusion"),
    "kế hoạch": lambda: _("plan"),
    "nghị quyết": lambda: _("resolution"),
    "quy định": lambda: _("regulation"),
    "quyết định": lambda: _("decision"),
    "thông báo": lambda: _("notice"),
}


def kind_words(kind: str) -> str:
    """The type of a directive in the language of the page, with a capital; as printed where there is no word for it."""
    words = _KINDS.get(kind.casefold(), lambda: kind)()
    return words[:1].upper() + words[1:]


def directive_title(listed: Listed) -> str:
    """“Kế hoạch 49-KH/TU”, or the title of its pack, or its subject, or its short name."""
    if listed.symbol:
        return f"{kind_words(listed.kind)} {listed.symbol}".strip()
    title = full_name(listed.short, get_language() or "vi")
    return title if title != listed.short else listed.subject or listed.short
