"""Word documents put together by chance, for what two readers have to read alike."""

from __future__ import annotations

import random

from tests.support.documents import OFFICE, Case, document


def by_chance(seed: int) -> bytes:
    """A document of runs, lists and tables put together by chance; the same for the same number."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    signs = [
        *"*_`~=+-#|[](){}!?:.\\'1aZé漢🎉٣",
        "&gt;",
        "  ",
        " ",
        "&lt;",
        "&amp;",
        "&amp;lt;",
        "\u00a0",
        "\u00ad",
        "http",
        "words",
    ]
    marks = (
        "",
        "",
        "<w:b/>",
        "<w:i/>",
        "<w:strike/>",
        "<w:vanish/>",
        '<w:rFonts w:ascii="Consolas"/>',
    )

    numbered = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'

    def run() -> str:
        words = "".join(chance.choice(signs) for _ in range(chance.randint(0, 9)))
        about = chance.choice(marks) + chance.choice(marks)
        more = chance.choice(["", "", "", "<w:br/>", "<w:tab/>", '<w:footnoteReference w:id="1"/>'])
        text = f'<w:t xml:space="preserve">{words}</w:t>'
        inner = f"<w:r><w:rPr>{about}</w:rPr>{text}{more}</w:r>"
        return f'<w:hyperlink r:id="l1">{inner}</w:hyperlink>' if chance.random() < 0.1 else inner

    def paragraph() -> str:
        about = chance.choice(
            [
                *("", "", '<w:outlineLvl w:val="1"/>', '<w:pStyle w:val="Q"/>'),
                numbered.format(chance.randint(0, 2), chance.randint(1, 2)),
            ]
        )
        return f"<w:p><w:pPr>{about}</w:pPr>{''.join(run() for _ in range(chance.randint(0, 5)))}</w:p>"

    def table() -> str:
        rows = (
            "".join(f"<w:tc>{paragraph()}</w:tc>" for _ in range(chance.randint(1, 3)))
            for _ in range(chance.randint(1, 3))
        )
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"

    blocks = (table() if chance.random() < 0.15 else paragraph() for _ in range(8))
    link = f'<Relationship Id="l1" Type="{OFFICE}/relationships/hyperlink" Target="https://example.org/a b" '
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="{form}"/></w:lvl>'
        for n, form in enumerate(("decimal", "bullet", "decimal"))
    )
    return document(
        Case(
            "chance",
            "".join(blocks),
            styles='<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>',
            numbering=f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
            footnotes='<w:footnote w:id="1"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>',
            links=f'{link}TargetMode="External"/>',
        )
    )
