"""A made company of 120 people for tests of the directory, and what its files say without the product."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

PEOPLE = 120
TEAMS = ("Nursing", "Sales", "Field Service", "Qualité & Co", 'R&D "North" <b>', "Management", "")
PLACES = ("Harbor Street", "Remote", "Hillside Clinic", "")
TOPICS = {"calls": "First calls", "alarms": "Alarms at night", "offers": "Offers"}
SUBJECTS = ("gaskets", "Übergabe at six", "night shifts", "łabels", "spare parts")
HOSTILE = "<img src=x onerror=document.title='hacked'>"
HIDDEN = {7: "no-directory", 11: "unnamed"}


@dataclass(frozen=True)
class Made:
    """One of them, as the files say it; `topics` are those they know about."""

    handle: str
    name: str
    team: str
    place: str
    subjects: tuple[str, ...]
    expertise: tuple[str, ...]
    mentoring: bool
    visibility: str
    wrote: int
    topics: frozenset[str] = field(default_factory=frozenset)

    @property
    def shown(self) -> bool:
        """Whether they have a page."""
        return self.visibility in ("all", "no-boards")

    def fits(self, wanted: dict[str, str]) -> bool:
        """Whether they are to be found by these filters."""
        spoken = plain(" ".join((self.name, *self.subjects, *self.expertise)))
        return self.shown and all(
            {
                "team": self.team == value,
                "place": self.place == value,
                "topic": value in self.topics,
                "about": all(word in spoken for word in plain(value).split()),
                "mentoring": self.mentoring,
            }[name]
            for name, value in wanted.items()
        )


def plain(text: str) -> str:
    """Without accents, in small letters."""
    apart = unicodedata.normalize("NFKD", text.lower().replace("ł", "l"))
    return "".join(c for c in apart if not unicodedata.combining(c))


def company() -> list[Made]:
    """All 120, in the order of the directory: by name."""
    made = (_person(number) for number in range(PEOPLE))
    return sorted(made, key=lambda one: one.name.casefold())


def _person(number: int) -> Made:
    name = f"Zoë Ünal {number:03}" if number % 10 == 0 else f"Person {number:03}"
    subjects = tuple(SUBJECTS[(number + n) % len(SUBJECTS)] for n in range(number % 3))
    expertise = ("Alarms at night",) if number % 9 == 0 else ("torque",) if number % 5 == 0 else ()
    if number == 21:
        subjects = (HOSTILE, "</template><script>document.title='hacked'</script>")
    handle = f"p{number:03}"
    about = {slug for tip, slug, author in tips() if author == handle}
    if "Alarms at night" in expertise:
        about.add("alarms")
    if number == 2:
        about.add("offers")  # its curator
    return Made(
        handle=handle,
        name=name,
        team=TEAMS[number % len(TEAMS)],
        place=PLACES[number % len(PLACES)],
        subjects=subjects,
        expertise=expertise,
        mentoring=number % 3 == 1,
        visibility=HIDDEN.get(number % 30, "no-boards" if number % 30 == 13 else "all"),
        wrote=sum(1 for _, _, author in tips() if author == handle),
        topics=frozenset(about),
    )


def tips() -> Iterator[tuple[str, str, str]]:
    """The name of every tip, its topic, and who wrote it."""
    for number in range(0, PEOPLE, 2):
        yield f"tip-{number:03}", list(TOPICS)[number % 3], f"p{number:03}"


def company_files() -> dict[str, str | bytes]:
    """The files of their hub."""
    files: dict[str, str | bytes] = {
        f"docs/topics/{slug}.md": f"---\ntitle: {title}\ncurators: [{curator}]\n---\nWords.\n"
        for (slug, title), curator in zip(TOPICS.items(), ("p000", "p004", "p002"), strict=True)
    }
    for one in company():
        block = {
            "name": one.name,
            "team": one.team,
            "location": one.place,
            "ask_me_about": one.subjects,
            "expertise": one.expertise,
            "emails": [f"{one.handle}.canary@mail.example.org"],
            "logins": [f"canarylogin{one.handle}"],
            "visibility": one.visibility,
        }
        lines = [f"{key}: {json.dumps(value)}" for key, value in block.items() if value]
        if one.mentoring:
            lines.append("mentoring: yes")
        text = "\n".join(lines)
        files[f"contributions/people/{one.handle}.md"] = f"---\n{text}\n---\n"
    for name, slug, author in tips():
        files[f"contributions/tips/{name}.md"] = (
            f"---\ntopics: [{slug}]\nauthors: [{author}]\n---\n# {name}\n\nWords.\n"
        )
    return files
