"""Comments that mean harm, and GitHub's own markup at its oddest: as if GitHub had cleaned nothing."""

from __future__ import annotations

from collections.abc import Mapping

from tests.bad_input.hostile import payload
from tests.test_markup_xss import CLOBBERS, VECTORS

RUNS = "window.__pwned=1"
AWAY = "https://evil.example"
WAYS: Mapping[str, str] = {
    "bare": "{}",
    "in a paragraph": '<p dir="auto">Before {} after</p>',
    "in a list": "<ul><li>{}</li><li>next</li></ul>",
    "in a table": "<table><tbody><tr><td>{}</td></tr></tbody></table>",
    "in a quote": "<blockquote><p>{}</p></blockquote>",
    "in code": "<pre><code>{}</code></pre>",
    "folded": "<details open><summary>More</summary>{}</details>",
    "in a link": '<a href="https://elsewhere.example">{}</a>',
}
KINDS: Mapping[str, str] = {
    "script": f"<script>{RUNS}</script><script src={AWAY}/x.js></script>",
    "handler": f'<img src=x onerror="{RUNS}"><b onmouseover="{RUNS}" onclick="{RUNS}">b</b>',
    "link": f'<a href="javascript:{RUNS}">j</a><a href="data:text/html,<script>{RUNS}</script>">d</a>',
    "drawing": f'<svg onload="{RUNS}"><a href="javascript:{RUNS}"><text>x</text></a></svg>',
    "form": f'<form action="{AWAY}"><input name=q autofocus onfocus="{RUNS}"><button>Go</button></form>',
    "style": f"<style>body{{display:none;background:url({AWAY}/s)}}</style>"
    f'<p style="position:fixed;inset:0;background:url({AWAY}/p)">x</p>',
    "frame": f'<iframe src="{AWAY}"></iframe><iframe srcdoc="<script>parent.{RUNS}</script>"></iframe>',
    "refresh": f'<meta http-equiv=refresh content="0;url={AWAY}"><base href="{AWAY}/"><link '
    f'rel=stylesheet href="{AWAY}/c">',
    "pictures": f'<img src="{AWAY}/i.png" alt="p"><video src="{AWAY}/v.mp4" poster="{AWAY}/v.png"></video>'
    f'<picture><source srcset="{AWAY}/a 2x"><img src="{AWAY}/b"></picture><audio src="{AWAY}/a.mp3" '
    f"autoplay></audio>",
    "names": '<p id="__md_scope" name="location">x</p><a id="location" name="body">y</a>'
    '<img name="getElementById"><div id="comments" class="md-dialog md-search" '
    'data-md-component="search">z</div>',
    "ends": "</p></div></article></li></ol></section></main></body></html><li>stray<dd>stray<td>stray"
    "<h1>Big</h1>",
    "outline": "<h1>One</h1><h2 id=hub-comments>Two</h2><hgroup><h6>Six</h6></hgroup><header>h</header>"
    "<nav>n</nav>",
    "template": payload("canary_comment"),
    "wide": f"{'W' * 4000}<pre>{'w' * 4000}</pre><p>{'&nbsp;' * 600}x</p>",
}
OTHERS: Mapping[str, str] = {
    "a wide table": "<table><tr>" + "<td>cell</td>" * 800 + "</tr></table>",
    "a long table": "<table>" + "<tr><td>cell</td></tr>" * 3000 + "</table>",
    "a table in tables": "<table><tr><td>" * 300 + "x",
    "spanning": "<table><tr><td colspan=9999 rowspan=9999 width=99999>x</td></tr></table>",
    "deep lists": "<ul><li>" * 500 + "x" + "</li></ul>" * 500,
    "deep quotes": "<blockquote>" * 500 + "x",
    "deep bold": "<b><i>" * 5000 + "x",
    "deep small": "<sup>" * 300 + "x",
    "folds in folds": "<details><summary>x</summary>" * 300,
    "a megabyte": "<p>" + "A megabyte. " * 90_000 + "</p>",
    "a megabyte without a blank": "x" * 1_000_000,
    "a megabyte of tags": "<b>" * 330_000,
    "a megabyte of links": "<a href=https://x.example>" * 40_000,
    "many lines": "x<br>" * 20_000,
    "many paragraphs": "<p>x</p>" * 20_000,
    "piled up": "<p>" + ("Z" + "\u0301\u0336\u0489" * 60) * 40 + "</p>",
    "piled up elsewhere": "<p>" + "ก" + "\u0e47" * 400 + "</p>",
    "turned round": "<p>\u202egnihtemos \u2066x\u2067y</p>&#x202e;more&#8238;",
    "half a sign": "<p>Half \ud83d a sign \udc00</p><a href='https://x.example/\ud83d'>x</a>",
    "nothing to see": "<p>\u200b\u2060\ufeff\x00\x08\x1b[31m</p>",
    "emoji": '<p><g-emoji class="g-emoji" alias="tada" fallback-src="https://evil.example/1.png">🎉'
    "</g-emoji></p>",
    "a task list": '<ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" '
    'class="task-list-item-checkbox" checked="" disabled=""> done</li><li><input type="checkbox" '
    'onclick="window.__pwned=1"> open</li></ul>',
    "a mention": '<p><a class="user-mention notranslate" data-hovercard-type="user" data-hovercard-url='
    '"/users/octo/hovercard" href="https://github.com/octo">@octo</a></p>',
    "a camo picture": '<p><a target="_blank" rel="noopener" '
    'href="https://camo.githubusercontent.com/abc/646f">'
    '<img src="https://camo.githubusercontent.com/abc/646f" alt="Shot" data-canonical-src='
    '"https://evil.example/shot.png" style="max-width: 100%;"></a></p>',
    "colored code": '<div class="highlight highlight-source-python notranslate position-relative '
    'overflow-auto" '
    'data-snippet-clipboard-copy-content="x"><pre><span class="pl-k">import</span> <span '
    'class="pl-s1">x</span>'
    '</pre><div class="zeroclipboard-container"><clipboard-copy aria-label="Copy" value="x"><svg '
    'class="octicon">'
    "<path d=x></path></svg></clipboard-copy></div></div>",
    "a heading": '<div class="markdown-heading" dir="auto"><h2 class="heading-element">Head</h2><a '
    'id="user-content-head" '
    'class="anchor" aria-label="Permalink: Head" href="#head"><svg class="octicon octicon-link"></svg>'
    "</a></div>",
    "footnotes": '<p>Text<sup><a href="#user-content-fn-1" id="user-content-fnref-1" '
    'data-footnote-ref="">1</a></sup>'
    '</p><section data-footnotes="" class="footnotes"><h2 id="footnote-label" class="sr-only">Footnotes'
    "</h2><ol><li "
    'id="user-content-fn-1"><p>Note <a href="#user-content-fnref-1" data-footnote-backref="">↩</a></p>'
    "</li></ol></section>",
    "a table of GitHub's": '<markdown-accessiblity-table data-catalyst=""><table role="table"><thead>'
    '<tr><th align="right">'
    "n</th></tr></thead><tbody><tr><td align='right'>1</td></tr></tbody></table>"
    "</markdown-accessiblity-table>",
    "a film": '<details open="" class="details-reset"><summary><svg></svg><span '
    'aria-label="Video">f.mp4</span></summary>'
    '<video src="https://evil.example/f.mp4" controls="controls" muted="muted"></video></details>',
    "a mail": '<div class="email-fragment">One<br>Two</div><span class="email-hidden-toggle"><a '
    'href="#">…</a></span>'
    '<div class="email-hidden-reply" style="display:none">&gt; quoted</div>',
    "an alert": '<div class="markdown-alert markdown-alert-note"><p class="markdown-alert-title"><svg>'
    "</svg>Note</p><p>x</p></div>",
    "math": '<math-renderer class="js-inline-math">$x$</math-renderer><math><mi>x</mi></math>',
}


def hostile_comments() -> dict[str, str]:
    """Some three hundred of them, by what each tries."""
    found = {
        f"{kind} {way}": frame.replace("{}", text)
        for kind, text in KINDS.items()
        for way, frame in WAYS.items()
    }
    found.update(OTHERS)
    vectors = (*VECTORS, *CLOBBERS)
    found.update({f"vector {number}": text for number, text in enumerate(vectors)})
    return found
