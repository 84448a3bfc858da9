from __future__ import annotations

from typing import Any

import pytest

from liem.kernel.errors import LiemError
from liem.web.database import database_settings

POSTGRESQL = {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": "liem",
    "HOST": "db.example",
    "PORT": "",
    "USER": "",
    "PASSWORD": "",
    "OPTIONS": {},
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
}
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {
        "timeout": 30,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON",
    },
}


@pytest.mark.parametrize(
    ("address", "settings"),
    [
        ("postgresql://db.example/liem", POSTGRESQL),
        ("postgres://db.example/liem", POSTGRESQL),
        (
            "postgresql://may:m%40t-kh%E1%BA%A9u@db.example:5433/liem?sslmode=require",
            POSTGRESQL | {"PORT": "5433", "USER": "may", "PASSWORD": "m@t-khẩu", "OPTIONS": {"sslmode": "require"}},
        ),
        ("sqlite:///var/liem.sqlite3", SQLITE | {"NAME": "var/liem.sqlite3"}),
        ("sqlite:////srv/li%C3%AAm/a.sqlite3", SQLITE | {"NAME": "/srv/liêm/a.sqlite3"}),
    ],
)
def test_an_address_becomes_settings(address: str, settings: dict[str, Any]) -> None:
    assert database_settings(address) == settings


@pytest.mark.parametrize(
    "address",
    [
        "",
        "liem.sqlite3",
        "mysql://user:mat-khau@host/liem",
        "sqlite://liem.sqlite3",
        "sqlite:///",
        "postgresql:///liem",
        "postgresql://user:mat-khau@host",
        "postgresql://user:mat-khau@host/",
        "postgresql://user:mat-khau@host/a/b",
        "postgresql://user:mat-khau@host:port/liem",
        "postgresql://user:mat-khau@host:99999/liem",
        "postgresql://user:mat-khau@[host/liem",
    ],
)
def test_an_unreadable_address_is_refused_without_repeating_its_password(address: str) -> None:
    with pytest.raises(LiemError) as refusal:
        database_settings(address)
    assert refusal.value.code == "database.address"
    assert "mat-khau" not in f"{refusal.value}{refusal.value.data}"
