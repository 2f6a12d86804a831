"""Texts for a measured hub: new ones, in the words and the shape of those that are there."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random

_BLOCK_AT_TOP = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_NOT_PROSE = re.compile(
    r"^(?:[ ]{4}|[ ]{0,3}(?:[#>|!?=~`<]|[-*+] |\d+[.)] )).*$|\[\^.*?\]", re.MULTILINE
)
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\))?(?:\{[^}]*\})?")
_MARK = re.compile(r"[*_`~^=]{1,3}")
_END = re.compile(r"[.?!:][”\")]?$")
_LONGEST = 28  # words in a sentence

_CODE = {
    "bash": "git log --oneline -n {n} -- {word}/\ngrep -rn '{word}' {word}/ | sort | uniq -c\n",
    "python": "def {word}(values):\n    return [v for v in values if v > {n}]\n",
    "sql": "select {word}, count(*)\nfrom {word}_log\nwhere hour > {n}\ngroup by {word};\n",
    "yaml": "{word}:\n  limit: {n}\n  retry: true\n",
}


@dataclass(frozen=True)
class Vocabulary:
    """Which word follows which, and how often: enough to write sentences that no one has written."""

    first: tuple[str, ...]
    after: dict[str, tuple[tuple[str, ...], tuple[int, ...]]]
    names: tuple[str, ...]


def read_vocabulary(texts: Sequence[str]) -> Vocabulary:
    """The vocabulary of Markdown texts. Raises ValueError when they hold hardly any prose."""
    first: list[str] = []
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    seen: Counter[str] = Counter()
    for text in texts:
        for paragraph in _prose(text).split("\n\n"):
            words = paragraph.split()
            starts = True
            for word, following in pairwise(words):
                if starts:
                    first.append(word)
                starts = bool(_END.search(word))
                if not starts:
                    pairs[word][following] += 1
                seen[word.strip(".,;:!?“”\"'()").lower()] += 1
    names = tuple(sorted(word for word in seen if re.fullmatch(r"[a-z]{5,11}", word)))
    if len(names) < 100 or not first:
        raise ValueError("hardly any prose")
    after = {
        word: (tuple(found), tuple(accumulate(found.values()))) for word, found in pairs.items()
    }
    return Vocabulary(tuple(first), after, names)


def read_texts(folder: Path) -> list[str]:
    """Every Markdown text below a folder, in the order of the paths."""
    return [path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*.md"))]


def _prose(text: str) -> str:
    text = _BLOCK_AT_TOP.sub("", text.replace("\r\n", "\n"))
    return _MARK.sub("", _LINK.sub(r"\1", _NOT_PROSE.sub("", text)))


@dataclass(frozen=True)
class Writer:
    """Writes texts; the same seed writes the same."""

    words: Vocabulary
    random: Random

    def sentence(self) -> str:
        """One sentence, from a word that begins sentences to one that ends them."""
        word = self.random.choice(self.words.first)
        said = [word]
        while not _END.search(word) and len(said) < _LONGEST and word in self.words.after:
            following, sums = self.words.after[word]
            word = following[bisect(sums, self.random.randrange(sums[-1]))]
            said.append(word)
        text = " ".join(said).rstrip(",;:–-")
        return text if _END.search(text) else f"{text}."

    def title(self, number: int) -> str:
        """A title of three to six words that no other text has."""
        chosen = self.random.sample(self.words.names, self.random.randint(2, 5))
        return f"{' '.join(chosen).capitalize()} {number}"

    def paragraph(self) -> str:
        """Two to five sentences, sometimes with something that only this paragraph talks about."""
        said = [self.sentence() for _ in range(self.random.randint(2, 5))]
        if self.random.random() < 0.3:
            said.append(f"It was the {self.term()}.")
        return " ".join(said)

    def term(self) -> str:
        """A name as companies give them to parts and projects: what makes vocabularies grow."""
        return f"{self.random.choice(self.words.names)}-{self.random.randint(10, 9999)}"

    def block(self) -> str:
        """A paragraph, or one of what else texts are made of, about as often as people use it."""
        random, chance = self.random, self.random.random()
        if chance < 0.72:
            return self.paragraph()
        if chance < 0.86:
            mark = "-" if random.random() < 0.7 else "1."
            return "\n".join(f"{mark} {self.sentence()}" for _ in range(random.randint(2, 6)))
        if chance < 0.92:
            language = random.choice(sorted(_CODE))
            word = random.choice(self.words.names)
            return f"```{language}\n{_CODE[language].format(word=word, n=random.randint(2, 99))}```"
        if chance < 0.96:
            return f'!!! note "{self.term()}"\n\n    {self.paragraph()}'
        rows = [f"| {self.term()} | {random.randint(1, 900)} |" for _ in range(3)]
        return "\n".join(["| What | How many |", "|---|---|", *rows])

    def text(self, words: int, links: Sequence[tuple[str, str]]) -> str:
        """A text of about so many words, with parts from 150 on, and links (title, address) in it."""
        blocks = [self.paragraph()]
        waiting, length, since = list(links), len(blocks[0].split()), 0
        while length < words:
            if since > 90 and words > 150:
                blocks.append(
                    f"## {' '.join(self.random.sample(self.words.names, 2)).capitalize()}"
                )
                since = 0
            block = self.block()
            if waiting:
                title, address = waiting.pop()
                block = f"See [{title}]({address}). {self.sentence()}"
            blocks.append(block)
            length += len(block.split())
            since += len(block.split())
        return "\n\n".join(blocks) + "\n"
