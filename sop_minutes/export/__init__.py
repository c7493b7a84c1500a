"""Sheet in, file out. No database here; what a reader may see was decided before.

`note` and `action_log` are the ways in. Each lays its sheet out as a `Document` of blocks, renders
that to a file's bytes in memory, has `withheld` search those, and only then gives them a name.
"""
