"""Everybody's careers, in the order in which posts passed from one to the next."""

from __future__ import annotations

from liem.demo.careers_communes import fill_communes
from liem.demo.careers_districts import fill_districts
from liem.demo.careers_province import fill_province, join_province_from_communes, join_province_from_districts
from liem.demo.realm import Realm


def build_realm() -> Realm:
    """The province with all its officials but the planted cast; the same every time."""
    realm = Realm()
    fill_province(realm)
    fill_districts(realm)
    join_province_from_districts(realm)
    fill_communes(realm)
    join_province_from_communes(realm)
    return realm
