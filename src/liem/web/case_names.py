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
from liem.web.wording import day_words


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
    """“Bổ nhiệm từ nguồn tại chỗ: Phó giám đốc, Sở Nông Lâm”: what is done, about whom or what, and where. A person
    whom `called` does not name stays unnamed."""
    about = about_words(
        person=called.people.get(case.person_id or "", ""),
        decision=case.decision.number if case.decision else "",
        post=called.post(case.post_id),
        prepared_on=case.prepared_on,
    )
    return _("%(kind)s: %(what)s, %(where)s") % {
        "kind": kind_words(case.kind),
        "what": about,
        "where": called.body(case.body_id),
    }


def about_words(*, person: str, decision: str, post: str, prepared_on: date) -> str:
    """What tells a case from others of its kind: the person, the decision looked into, the post, else its day."""
    looked_into = _("decision %(number)s") % {"number": decision} if decision else ""
    found = " · ".join(one for one in (person, looked_into, post) if one)
    return found or _("prepared on %(day)s") % {"day": day_words(prepared_on)}


def kind_words(kind: str) -> str:
    """What kind of procedure a case is."""
    words = said(KINDS[Kind(kind)])
    return words[:1].upper() + words[1:]


def said(message: Message) -> str:
    """The sentence in the language of the page."""
    return message.in_language(get_language() or "vi")
