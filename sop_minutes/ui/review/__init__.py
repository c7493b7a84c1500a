"""The chair's review of actions, one at a time."""
