"""The words of the made-up county: a few hundred in Zipf-like proportion, and invented names."""

import random
from functools import cache
from itertools import accumulate, product
from pathlib import Path

TOPICS = """Domestic Abuse|Hate Crime|Modern Slavery|Community Safety Fund|Serious Violence Duty|Channel Panel
Rough Sleeping|Fire Safety Visits|Drugs and Alcohol|Youth Justice|Anti-social Behaviour|Rural Crime
Domestic Homicide Reviews|Information Sharing|Performance Report|Prevent|Night-time Economy|Road Safety
County Lines|Scams and Fraud|Women's Safety|Mental Health Crisis Care|Reducing Reoffending|Flood Resilience
Retail Crime|Student Safety|Exploitation Strategy|Victims' Services|Joint Strategic Needs Assessment
Strategic Assessment|Membership and Governance|Communications|Training Programme|Budget Monitoring
Multi-agency Tasking|Licensing|Hoarding and Self-neglect|Transitions|Housing Pathways|Forward Plan"""
STANDING = ("Welcome and apologies", "Minutes of the last meeting", "Matters arising", "Any other business")
ORGANISATIONS = """County Council|City Council|District Council|Borough Council|Police|Fire and Rescue Service
Probation Service|Clinical Commissioning Group|Mental Health Trust|Hospitals Trust|Youth Justice Service
Safeguarding Children Board|Safeguarding Adults Board|Voluntary Action|Housing Association|University
Office of the Police and Crime Commissioner"""
OPENINGS = """The group noted that|It was reported that|Members discussed|There was a concern that
{person} said|{person} briefed the group on|{person} reported that|{person} updated the group on
The chair asked whether|Partners agreed that|Work continues on|A paper on|The draft|In {place},
Residents of {place} told|Funding for"""
DEEDS = """circulate|review|draft|share|confirm|arrange|collate|update|invite|prepare|present|chase|publish
bring back|write to {place} about|map|cost|ask {person} about|agree|check"""
GIVEN = """Priya Tomos Adaeze Wren Kamil Sinead Oluwaseun Bethan Rafiq Maren Idris Noreen Callum Ines Harjit
Delphine Aled Yewande Piotr Saoirse Marlon Tamsin Farouk Elspeth Kofi Lowri Desmond Anwen Zainab Hector Merryn
Gulnaz Lachlan Oonagh Cedric Ffion Ravinder Isolde Bartek Nkechi""".split()
FAMILY_STARTS = (
    "Ash Birk Cald Dun Elver Farn Garth Hol Ink Kel Lang Marsh Nether Ock Pen Quarn Rad Stan".split()
)
FAMILY_ENDS = "bury combe croft den field ford gate ham hurst ley low mere shaw stead ton wick worth".split()
PLACE_STARTS = """Wetter Little_Orm Great_Sel Upper_Tad Cherry Thistle Fenny Brook Abbot Crow Drift Ember
Foss Gander
Hazel Ibis Juniper Kings Lark Mill Nettle Otter Pike Quill Rush Sedge Teal Under Vale Willow""".split()
PLACE_ENDS = (
    "bourne bridge cester cote cross dale don fold grove heath marsh minster port stoke thorpe wold".split()
)

_STREAM = 100_000


@cache
def vocabulary() -> tuple[str, ...]:
    """Return the words, the commonest first, each once."""
    text = Path(__file__).with_name("vocabulary.txt").read_text(encoding="utf-8")
    return tuple(dict.fromkeys(text.split()))


def lines(text: str) -> tuple[str, ...]:
    """Return the entries of one of the lists above, which stand between bars and line ends."""
    return tuple(entry for line in text.splitlines() for entry in line.split("|"))


def person_names(count: int) -> list[str]:
    """Return `count` invented people's names, all different, always the same."""
    families = [start + end for start, end in product(FAMILY_STARTS, FAMILY_ENDS)]
    names = [f"{given} {family}" for given, family in product(GIVEN, families)]
    return random.Random("people").sample(names, count)


def place_names() -> list[str]:
    return [f"{start}{end}".replace("_", " ") for start, end in product(PLACE_STARTS, PLACE_ENDS)]


class Writer:
    """Writes sentences, the same ones for the same seed."""

    def __init__(self, seed: str, people: list[str]) -> None:
        self.random = random.Random(seed)
        self._people = people
        self._places = place_names()
        self._openings, self._deeds = lines(OPENINGS), lines(DEEDS)
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(vocabulary()))))
        self._stream: list[str] = []

    def words(self, count: int) -> str:
        """Return `count` words with spaces between."""
        if len(self._stream) < count:
            self._stream = self.random.choices(vocabulary(), cum_weights=self._weights, k=_STREAM)
        taken = self._stream[-count:]
        del self._stream[-count:]
        return " ".join(taken)

    def sentence(self) -> str:
        """Return a point of a note: one sentence, sometimes with a place or a word in bold at its end."""
        chance = self.random.random()
        said = f"{self._filled(self._openings)} {self.words(8 + int(chance * 1000) % 23)}"
        if chance < 0.06:
            return f"{said}, with **{self.words(2)}** in {self._place()}."
        if chance < 0.09:
            return f"{said}: see [{self.words(3)}](https://example.org/{int(chance * 10**6)})."
        return f"{said} in {self._place()}." if chance < 0.3 else f"{said}."

    def deed(self) -> str:
        """Return what an action asks for, without owner and date."""
        return f"{self._filled(self._deeds)} {self.words(5 + int(self.random.random() * 9))}"

    def person(self) -> int:
        """Return the place in the list of a person, some far more often than others."""
        return int(len(self._people) * self.random.random() ** 2)

    def _filled(self, patterns: tuple[str, ...]) -> str:
        pattern = patterns[int(self.random.random() * len(patterns))]
        if "{" not in pattern:
            return pattern
        return pattern.format(person=self._people[self.person()], place=self._place())

    def _place(self) -> str:
        return self._places[int(self.random.random() * len(self._places))]
