"""Corrected copies that come back: what a kept note becomes by one, and what is to be said of that."""

from sop_minutes.commands.copies.lists import without_listed
from sop_minutes.commands.copies.whole import Corrected, whole_note

__all__ = ["Corrected", "whole_note", "without_listed"]
