"""Figures, measured: each module prints its own. Django is set up before any of them imports it."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
