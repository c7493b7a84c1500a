"""Returned copies: a Word note that went out, edited by somebody, and what that changes block by block.

`copy.py` is what a file holds, `views.py` how it reads, `matching.py` and `ordering.py` which block is
which and what moved, `comparing.py` and `lists.py` the changes (`change.py`), `standing.py` how one stands to
what the note says now, `words.py` texts side by side.
"""
