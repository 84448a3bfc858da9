"""The application that a WSGI server serves."""

from __future__ import annotations

import os

import django
from django.core.handlers.wsgi import WSGIHandler

from liem.web.assets import prepare_assets

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liem.web.settings")
django.setup(set_prefix=False)
prepare_assets()  # before the handler is made: it reads the list of static files once
application = WSGIHandler()
