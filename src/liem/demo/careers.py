"""Everybody's careers, in the order in which posts passed from one to the next."""

from __future__ import annotations

from datetime import date

from liem.demo.careers_communes import fill_communes
from liem.demo.careers_districts import fill_districts
from liem.demo.careers_province import fill_province, join_province_from_communes, join_province_from_districts
from liem.demo.people import Stint
from liem.demo.realm import Realm

PROMOTED_EVERY = 12


def build_realm() -> Realm:
    """The province with all its officials but the planted cast; the same every time."""
    realm = Realm()
    fill_province(realm)
    fill_districts(realm)
    join_province_from_districts(realm)
    fill_communes(realm)
    join_province_from_communes(realm)
    _promote(realm)
    return realm


def _promote(realm: Realm) -> None:
    """In 2026 specialists of the province became deputy heads of their divisions, some every month."""
    specialists = [o for o in realm.provincial_staff if o.stints[-1].post.endswith("/chuyen-vien")]
    for number, official in enumerate(specialists[3::PROMOTED_EVERY]):
        last = official.stints.pop()
        promoted = date(2026, 1 + number % 10, 1)
        deputy = last.post.replace("/chuyen-vien", "/pho")
        official.stints += [Stint(last.post, last.start, promoted), Stint(deputy, promoted)]
