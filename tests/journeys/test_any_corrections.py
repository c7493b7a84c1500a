"""Any corrections of our own Word notes, in words that tell nothing by themselves: nothing gets out."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sop_minutes.commands.groups import add_group
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience, may_see, narrower
from sop_minutes.queries.cautions import LineRow, lines_of
from sop_minutes.storage.database import Database
from tests.conftest import Partnership
from tests.journeys.returned import brought_again, no_subject, state, went_out
from tests.thorough import cases

_PLAIN = """the that data on this had gone up in year and them for new plan they like to try from then with
was set by fund it is good he she there at last so far team said not done yet due more less all some here when
out down over back part case flat home met told went left kept took made sent held""".split()
_NEW = "leaflets posters printers banners stalls tents flags lanyards"
_LABELS = ("", "", "", "Restricted: ", "Members: ")
_KINDS = ("", "", "", "Agreed: ", "Action: ", "Refer: >OSCB ")
_RUN = 5


class _Hand:
    """Types a note, and corrects its copies, as `chance` has it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.added: list[str] = []

    def sentence(self) -> str:
        sentences = [
            " ".join(self._chance.choice(_PLAIN) for _ in range(self._chance.randint(1, longest)))
            for longest in self._chance.choice(((10,), (8, 4)))
        ]
        return ". ".join(map(str.capitalize, sentences)) + self._chance.choice(("", "."))

    def note(self) -> str:
        lines = ["Time: 10am", "Present: Ann Lee (chair), Ben Okafor", "Apologies: Dee Fox", ""]
        for number in range(1, self._chance.randint(2, 5)):
            tag = self._chance.choice(("", " (Ann Lee)", " [for decision]", " [for decision] (Ann Lee)"))
            title = f"{number}. {self.sentence().rstrip('.')}"
            lines += ["", f"{self._chance.choice(_LABELS)}# {title}{tag}"]
            lines += [self._line() for _ in range(self._chance.randint(0, 6))]
        return "\n".join(lines)

    def _line(self) -> str:
        kind, text = self._chance.choice(_KINDS), self.sentence()
        if kind == "Action: ":
            text = f"Ann Lee to {text.rstrip('.').lower()}{self._chance.choice((' by 31 Jan', ''))}"
        bullet = self._chance.choice(("", "- "))
        return f"{bullet}{self._chance.choice(_LABELS)}{kind}{text}"

    def correct(self, path: Path, changes: int) -> None:
        document = Document(str(path))
        for _ in range(changes):
            body = [p for p in document.paragraphs if p.text.strip() and p.style.name in _BODY]
            narrow = [p for p in body if p.text.startswith(("Restricted: ", "Members: "))]
            if body:
                self._chance.choice(self._ways())(
                    self._chance.choice(self._chance.choice((body, narrow or body)))
                )
        if self._chance.random() < 0.2:
            no_subject(document)
        document.save(str(path))

    def _ways(self) -> tuple[Callable[[Any], None], ...]:
        return self._split, self._split, self._join, self._move, self._reword, self._delete, self._add

    def _split(self, paragraph: Any) -> None:
        run = self._chance.choice(paragraph.runs)
        words = run.text.split(" ")
        at = self._chance.randrange(len(words))
        below = paragraph.insert_paragraph_before(" ".join(words[at:]), style=paragraph.style)
        run.text = " ".join(words[:at])
        after = False
        for other in list(paragraph.runs):
            if after:
                below._p.append(other._r)
            after = after or other._r is run._r
        paragraph._p.addnext(below._p)

    def _join(self, paragraph: Any) -> None:
        above = paragraph._p.getprevious()
        if above is not None and above.tag == paragraph._p.tag:
            for run in list(paragraph.runs):
                above.append(run._r)
            paragraph._p.getparent().remove(paragraph._p)

    def _move(self, paragraph: Any) -> None:
        others = [p for p in paragraph._parent.paragraphs if p.style.name in _BODY]
        self._chance.choice(others)._p.addnext(paragraph._p)

    def _reword(self, paragraph: Any) -> None:
        run = self._chance.choice(paragraph.runs)
        words = run.text.split(" ")
        words[self._chance.randrange(len(words))] = "again"
        run.text = " ".join(words)

    def _delete(self, paragraph: Any) -> None:
        paragraph._p.getparent().remove(paragraph._p)

    def _add(self, paragraph: Any) -> None:
        words = " ".join(self._chance.sample(_NEW.split(), 4))
        self.added.append(words)
        label = self._chance.choice(("", "Members: ", "Action: Ann Lee to ", "Agreed: "))
        paragraph.insert_paragraph_before(f"{label}{words}", style="Normal")


_BODY = frozenset({"Normal", "Heading 2", "List Bullet", "Members", "Restricted", "Action", "Decision"})


def _lines(partnership: Partnership, meeting_id: int) -> dict[int, LineRow]:
    return partnership.database.read(lines_of, meeting_id)


def _published(partnership: Partnership, meeting_id: int, *, no: bool) -> list[str]:
    """Return the texts and titles that everybody may see, or with `no` those that not everybody may."""
    note = partnership.sheet(meeting_id).note
    said = [(item.title, item.audience) for item in note.items]
    said += [(p.text, narrower(i.audience, p.audience)) for i in note.items for p in i.points]
    return [text for text, audience in said if (audience is not Audience.PUBLIC) is no]


def _runs(text: str) -> Iterator[str]:
    words = text.split()
    for at in range(len(words) - _RUN + 1):
        yield squash(" ".join(words[at : at + _RUN]))


def _out(before: list[str], withheld: list[str], after: list[str]) -> list[str]:
    """Return what is public by now and is a part of a withheld line, or has a longer run of its words."""
    open_, closed = ("|".join(map(squash, texts)) for texts in (before, withheld))
    return [
        text
        for text in after
        if any(part in closed and part not in open_ for part in (squash(text), *_runs(text)))
    ]


@settings(max_examples=cases(16), deadline=None)
@example(11708302, Audience.RESTRICTED, 2)  # a heading is split before a word that it has twice
@given(st.integers(0, 2**32), st.sampled_from(Audience), st.integers(0, 4))
def test_whatever_is_corrected_nothing_withheld_changes_or_gets_out(
    seed: int, audience: Audience, changes: int
) -> None:
    hand = _Hand(random.Random(seed))
    with Database.in_memory() as database, TemporaryDirectory() as folder:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        partnership = Partnership(database, group_id)
        meeting_id = partnership.record(hand.note())
        before, lines = state(partnership, meeting_id), _lines(partnership, meeting_id)
        open_ = [*_published(partnership, meeting_id, no=False), "Ann Lee"]
        closed = _published(partnership, meeting_id, no=True)
        path = went_out(partnership, meeting_id, Path(folder) / "n.docx", audience)
        hand.correct(path, changes)
        outcome = brought_again(partnership, path)
        after, now = state(partnership, meeting_id), _lines(partnership, meeting_id)
        if outcome.refused:
            assert after == before
            return
        for id_, line in lines.items():
            assert may_see(audience, line.audience) or now.get(id_) == line
            assert id_ not in now or narrower(now[id_].audience, line.audience) is now[id_].audience
        assert not _out(open_, closed, _published(partnership, meeting_id, no=False)), outcome.lines
        kept = squash(partnership.typed(meeting_id))
        assert changes > 1 or all(squash(words) in kept for words in hand.added)
        if after != before:
            database.undo()
            assert state(partnership, meeting_id) == before
            database.redo()
            assert state(partnership, meeting_id) == after


@settings(max_examples=cases(10), deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(Audience))
def test_a_copy_that_nobody_corrected_changes_nothing(seed: int, audience: Audience) -> None:
    with Database.in_memory() as database, TemporaryDirectory() as folder:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        partnership = Partnership(database, group_id)
        meeting_id = partnership.record(_Hand(random.Random(seed)).note())
        before = state(partnership, meeting_id)
        outcome = brought_again(
            partnership, went_out(partnership, meeting_id, Path(folder) / "n.docx", audience)
        )
        assert outcome.refused or outcome.lines[1:] == ("  It says nothing that is not kept already.",)
        assert state(partnership, meeting_id) == before
