"""SOP Minutes: minutes and action tracking for multi-agency partnerships."""

__version__ = "0.1.0"
