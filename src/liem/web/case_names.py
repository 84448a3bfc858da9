"""What people, posts and bodies of cases are called, and cases themselves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liem.kernel.errors import Message
from liem.law.procedures.in_words import KINDS
from liem.law.procedures.steps import Kind
from liem.procedures.cases.entered import names_of
from liem.procedures.models import Case
from liem.record.days import Titles, titles_of


@dataclass(frozen=True, slots=True)
class Names:
    """What the people, posts and bodies of a page are called on the day."""

    people: dict[str, str]
    titles: Titles
    day: date

    def person(self, key: str | None) -> str:
        """The name; the key where the record holds none, nothing for nobody."""
        return self.people.get(key or "", key or "")

    def body(self, key: str | None) -> str:
        return self.titles.body(key, self.day) if key else ""

    def post(self, key: str | None) -> str:
        return self.titles.post(key, self.day).title if key else ""


def names(
    people: Collection[str | None], *, posts: Collection[str | None] = (), bodies: Collection[str | None] = (), on: date
) -> Names:
    """Three queries at most."""
    titles = titles_of(posts={key for key in posts if key}, bodies={key for key in bodies if key})
    return Names(names_of(people), titles, on)


def case_words(case: Case, called: Names) -> str:
    """“Bổ nhiệm từ nguồn tại chỗ: Phó giám đốc · Sở Nông Lâm”: what is done, for what or about whom, and where."""
    kind = kind_words(case)
    what = " · ".join(one for one in (called.person(case.person_id), called.post(case.post_id)) if one)
    where = called.body(case.body_id)
    if what:
        return _("%(kind)s: %(what)s, %(where)s") % {"kind": kind, "what": what, "where": where}
    return _("%(kind)s at %(where)s") % {"kind": kind, "where": where}


def kind_words(case: Case) -> str:
    """What kind of procedure it is."""
    words = said(KINDS[Kind(case.kind)])
    return words[:1].upper() + words[1:]


def said(message: Message) -> str:
    """The sentence in the language of the page."""
    return message.in_language(get_language() or "vi")
