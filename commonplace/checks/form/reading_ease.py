"""English texts that are heavy going, by the formula of Rudolf Flesch.

Flesch, R. (1948): A new readability yardstick. Journal of Applied Psychology 32(3), 221-233:
206.835 - 1.015 * words per sentence - 84.6 * syllables per word; below 30 is “very difficult”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from commonplace.checks.form.english import is_english, words_in
from commonplace.checks.form.facts import Facts
from commonplace.checks.form.known import known
from commonplace.checks.form.page import Advice, Page

_PARAGRAPH = re.compile(r"\n[ \t]*(?=\n)")
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s|\Z)")
_LINK_END = re.compile(r"\]\([^()\s]*+(?:[ ]+\"[^\"\n]*+\")?\)|<[^<>\n]*+>")
_STARTS = re.compile(r"[A-Z\"'“‘(\[*_]")


def reading_ease(page: Page, facts: Facts) -> Iterator[Advice]:
    """Only where it is sure: long texts in English with long sentences, far below the mark."""
    limits = known()["reading_ease"]
    sentences = [(at, words) for at, words in _sentences(page) if words]
    words = [word for _, some in sentences for word in some]
    if len(words) < limits["words"] or len(sentences) < limits["sentences"]:
        return
    average = len(words) / len(sentences)
    if average < limits["average"] or not is_english(words):
        return
    if ease(words, len(sentences)) < limits["least"]:
        at, longest = max(sentences, key=lambda one: len(one[1]))
        yield page.advise(
            "form-hard-to-read", page.place(at), average=round(average), longest=len(longest)
        )


def ease(words: list[str], sentences: int) -> float:
    """Flesch's score: 100 is very easy, 60 plain English, 0 hardly readable."""
    per_word = sum(map(syllables, words)) / len(words)
    top, by_words, by_syllables = known()["reading_ease"]["flesch"]
    return float(top - by_words * len(words) / sentences - by_syllables * per_word)


def syllables(word: str) -> int:
    """About how many syllables an English word has: groups of vowels, without a silent e."""
    small = word.lower()
    vowels, silent, sounded = _endings()
    count = len(vowels.findall(small))
    if small.endswith(silent) and not small.endswith(sounded):
        count -= 1
    return max(1, count)


@cache
def _endings() -> tuple[re.Pattern[str], tuple[str, ...], tuple[str, ...]]:
    data = known()["reading_ease"]
    return re.compile(data["vowels"]), tuple(data["silent"]), tuple(data["sounded"])


def _sentences(page: Page) -> Iterator[tuple[int, list[str]]]:
    """The sentences of plain paragraphs, each with its place; lists, headings and tables have none."""
    start = 0
    text = page.masked
    for border in [*(found.start() for found in _PARAGRAPH.finditer(text)), len(text)]:
        block = text[start:border]
        lead = len(block) - len(block.lstrip("\n \t"))
        if _STARTS.match(block, lead) and "|" not in block and not block.startswith("    "):
            done = lead
            for end in [*(found.end() for found in _END.finditer(block)), len(block)]:
                yield start + done, words_in(_LINK_END.sub("]", block[done:end]))
                done = end + 1
        start = border
