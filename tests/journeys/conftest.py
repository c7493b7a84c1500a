"""Journeys through the window run without a screen."""

from tests.ui.conftest import app

__all__ = ["app"]
