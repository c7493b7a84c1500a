"""Kills, power cuts, full and failing disks, moved clocks, damaged files: what proves that nothing is lost.

`make faults` runs all of it for long and writes docs/reliability.md; the tests here run a few of each.
"""
