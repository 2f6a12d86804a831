"""Hostile Markdown, rendered as the site renders it and cleaned, holds nothing that can run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
import pymdownx.emoji
import pytest

from commonplace.markup.sanitize import sanitize

EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.emoji"),
    *("pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.mark"),
    *("pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
]
CONFIGURATION = {
    "pymdownx.emoji": {"emoji_generator": pymdownx.emoji.to_alt},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span"},
    "toc": {"permalink": True},
}
URI = "javascript:alert(1)"

VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<script/src=data:,alert(1)>",
    "<script\n>alert(1)</script\n>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1);//<</script>",
    "<script>alert(1)",
    "</script><script>alert(1)</script>",
    "a <script>alert(1)</script> b",
    "- x\n\n    <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "!!! note\n    <script>alert(1)</script>",
    '!!! note "<script>alert(1)</script>"\n    x',
    '!!! note "<img src=x onerror=alert(1)>"\n    x',
    '??? tip "<svg onload=alert(1)>"\n    x',
    '=== "<img src=x onerror=alert(1)>"\n\n    x',
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "# <img src=x onerror=alert(1)>",
    "# a { onclick=alert(1) }",
    "[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    '*[HTML]: "><img src=x onerror=alert(1)>\n\nHTML',
    "term\n:   <script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror='alert(1)'>",
    "<img src='x'onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=x\nonerror\n=\nalert(1)>",
    "<IMG SRC=x OnErRoR=alert(1)>",
    '<img """><script>alert(1)</script>">',
    "<img src=`x`onerror=alert(1)>",
    "<img src=x title='>' onerror=alert(1)>",
    '<img alt="<x" title="/><img src=x onerror=alert(1)>">',
    f"<img src={URI}>",
    f"<img dynsrc={URI}>",
    f"<img lowsrc={URI}>",
    "<img srcset='x 1x, //evil.example/y 2x' onerror=alert(1)>",
    "<image src=x onerror=alert(1)>",
    "<image href=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    f"<body background={URI}>",
    "<body/onpageshow=alert(1)>",
    "<html onmouseover=alert(1)>x",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script href=data:,alert(1) /></svg>",
    "<svg><script xlink:href=data:,alert(1)></script></svg>",
    f'<svg><a xlink:href="{URI}"><text x=20 y=20>XSS</text></a></svg>',
    f"<svg><animate xlink:href=#x attributeName=href values={URI} /><a id=x>y</a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    f'<svg><a><set attributeName="href" to="{URI}"/>x</a></svg>',
    "<svg><foreignObject><iframe srcdoc='<script>parent.alert(1)</script>'></foreignObject></svg>",
    '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg>#x"></svg>',
    '<svg><style><img src="</style><img src=x onerror=alert(1)>"></svg>',
    "<svg><desc><script>alert(1)</script></desc></svg>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "<svg><title><style><img title='</style><img src=x onerror=alert(1)>'></title></svg>",
    "<svg><path d=M0 fill='url(//evil.example/x)'/></svg>",
    "<svg><image href=//evil.example/x.png></svg>",
    "<svg><circle onclick=alert(1) r=9></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<math><mtext><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">',
    f"<math><maction actiontype=statusline#x xlink:href={URI}>CLICK</maction></math>",
    f"<math href={URI}>CLICK</math>",
    "<math><annotation-xml encoding=text/html><script>alert(1)</script></annotation-xml></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><mi><style><img src=x onerror=alert(1)></style></mi></math>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<noembed><img title="</noembed><img src=x onerror=alert(1)>"></noembed>',
    '<noframes><p title="</noframes><svg onload=alert(1)>">',
    '<xmp><p title="</xmp><svg/onload=alert(1)>">',
    '<textarea><img title="</textarea><img src=x onerror=alert(1)>">',
    '<title><img title="</title><img src=x onerror=alert(1)>">',
    '<style><img title="</style><img src=x onerror=alert(1)>">',
    "<plaintext><script>alert(1)</script>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<template><script>alert(1)</script></template>",
    "<template shadowrootmode=open><img src=x onerror=alert(1)></template>",
    "<div><template shadowroot=open><script>alert(1)</script></template></div>",
    "<select><template><img src=x onerror=alert(1)></template></select>",
    "<select><option><style></option></select><img src=x onerror=alert(1)></style>",
    "<table><td><script>alert(1)</script>",
    "<table background=//evil.example/x>",
    "<iframe src=//evil.example></iframe>",
    f"<iframe src={URI}>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<iframe srcdoc=&lt;script&gt;parent.alert(1)&lt;/script&gt;>",
    "<iframe onload=alert(1)>",
    "<frameset onload=alert(1)><frame src=//evil.example>",
    f"<object data={URI}>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<object type=text/x-scriptlet data=//evil.example></object>",
    f"<embed src={URI}>",
    "<embed src='data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+'>",
    "<applet code=x.class archive=//evil.example></applet>",
    "<portal src=//evil.example>",
    f"<form action={URI}><input type=submit></form>",
    f"<form><button formaction={URI}>x</button></form>",
    f"<form id=t></form><button form=t formaction={URI}>x</button>",
    f"<isindex action={URI} type=image>",
    "<input autofocus onfocus=alert(1)>",
    "<input type=image src=//evil.example/x onerror=alert(1)>",
    "<input type=checkbox autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<textarea autofocus onfocus=alert(1)>",
    "<keygen autofocus onfocus=alert(1)>",
    "<button onclick=alert(1) autofocus onfocus=alert(1)>x</button>",
    "<video><source onerror=alert(1)></video>",
    "<video src=//evil.example/x onerror=alert(1)>",
    "<video poster=//evil.example/x.png></video>",
    f"<video poster={URI}></video>",
    "<audio src=x onerror=alert(1)>",
    "<audio src=https://evil.example/a.mp3 autoplay></audio>",
    "<track src=//evil.example default>",
    "<picture><source srcset=//evil.example/x><img src=x></picture>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<marquee onstart=alert(1)>x</marquee>",
    f"<bgsound src={URI}>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    f"<meta http-equiv=refresh content='0;{URI}'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=preload as=image href=//evil.example/x.png>",
    "<base href=//evil.example/>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>body{background:url(//evil.example/x)}</style>",
    "<p style='background:url(//evil.example/x)'>x",
    f"<p style=\"background:url('{URI}')\">x",
    "<p style='text-align:center;position:fixed;inset:0'>x",
    "<p style='text-align:center;background:\\75rl(//evil.example/x)'>x",
    '<p style="text-align:url(//evil.example/x)">x',
    "<p style='x:expression(alert(1))'>x",
    f"<a href={URI}>x</a>",
    "<a href=JaVaScRiPt:alert(1)>x</a>",
    "<a href=' \x01javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='java&Tab;script&colon;alert(1)'>x</a>",
    "<a href='&#106;&#97;vascript&#58;alert(1)'>x</a>",
    "<a href='&#x6A&#x61vascript:alert(1)'>x</a>",
    "<a href='&#0000106avascript:alert(1)'>x</a>",
    "<a href='\u00a0javascript:alert(1)'>x</a>",
    "<a href=vbscript:msgbox(1)>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href=data:image/png;base64,AA>x</a>",
    "<a href='view-source:javascript:alert(1)'>x</a>",
    "<a href=blob:x>x</a>",
    "<a href=file:///etc/passwd>x</a>",
    "<a href=x target=_top ping=//evil.example>x</a>",
    "<a href=x onmouseover=alert(1)//>x</a>",
    "<a href='javascript&colon;alert(1)' xlink:href='javascript:alert(1)'>x</a>",
    f"<area href={URI}><map name=x><area href={URI}></map>",
    f"<blockquote cite={URI}>x</blockquote>",
    f"<q cite={URI}>x</q>",
    "<ins cite=javascript:alert(1)>x</ins>",
    f"[x]({URI})",
    "[x](<javascript:alert(1)>)",
    "[x](JAVASCRIPT:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](javascript\\:alert(1))",
    "[x](vbscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](data:text/html,%3Cscript%3Ealert(1)%3C/script%3E)",
    f"![x]({URI})",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "![x](data:text/html,<script>alert(1)</script>)",
    '![x" onerror="alert(1)](x)',
    '![x](x "a\\" onerror=alert(1) \\"")',
    '[x](x" onclick="alert(1))',
    "[x](x 'a\" onclick=alert(1) \"')",
    f"[x][1]\n\n[1]: {URI}",
    "[x]\n\n[x]: data:text/html,<script>alert(1)</script>",
    "<javascript:alert(1)>",
    "<JavaScript:alert(1)>",
    "[x](y){ onclick=alert(1) }",
    "[x](y){: href=javascript:alert(1) }",
    "*x*{: onmouseover=alert(1) }",
    "x\n{: onclick=alert(1) style='position:fixed' }",
    "![x](y){ onerror=alert(1) srcset='//evil.example/x' }",
    "``` { .py onclick=alert(1) }\nx\n```",
    '``` py title="<img src=x onerror=alert(1)>"\nx\n```',
    '``` py title="&lt;img src=x onerror=alert(1)&gt;"\nx\n```',
    "``` <script>alert(1)</script>\nx\n```",
    "`#!<img/src=x/onerror=alert(1)> x`",
    "`<script>alert(1)</script>`{ onclick=alert(1) }",
    "++<img/src=x/onerror=alert(1)>++",
    '++"<img src=x onerror=alert(1)>"++',
    ":<img src=x onerror=alert(1)>:",
    "- [ ] <img src=x onerror=alert(1)>",
    "<!-- --!><img src=x onerror=alert(1)>-->",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    '<?xml-stylesheet href="javascript:alert(1)"?><img src=x onerror=alert(1)>',
    "<!DOCTYPE x [<!ENTITY y '<script>alert(1)</script>'>]>&y;",
    "<div markdown><script>alert(1)</script></div>",
    "<div markdown='1' onclick=alert(1)>\n*x*\n</div>",
    "<p markdown=block>\n<img src=x onerror=alert(1)>\n</p>",
    "<custom-element onclick=alert(1)>x</custom-element>",
    "<x onclick=alert(1) tabindex=1 autofocus onfocus=alert(1)>x</x>",
    "<b popover ontoggle=alert(1) onbeforetoggle=alert(1)>x</b>",
    "<p is=x contenteditable onbeforeinput=alert(1) accesskey=x>x</p>",
    "\x02wzxhzdk:0\x03<script>alert(1)</script>",
    "\x02amp\x03lt;script>alert(1)</script>",
    "\x02klzzwxh:0000\x03 <img src=x onerror=alert(1)>",
]

CLOBBERS = [
    "<img name=body src=x>",
    "<img name=getElementById src=x>",
    "<a id=__search href=x>x</a>",
    "<a id=__config href=x>x</a>",
    "<input id=__drawer type=checkbox>",
    "<label for=__drawer>open</label>",
    "<form name=scripts><input name=attributes></form>",
    "<input type=checkbox name=location>",
    "<div class='md-dialog md-search'>x</div>",
    "<div class='hub-comments mermaid'>x</div>",
    "# x { #__palette_0 .md-header }",
    "<a name=cookie href=x>x</a>",
    "<div data-md-component=search data-md-toggle=x>x</div>",
    "<div role=dialog>x</div>",
    "<script type=application/json id=__config>{}</script>",
]


def render(text: str) -> str:
    """The HTML that the site's Markdown makes of a text, before it is cleaned."""
    return markdown.Markdown(extensions=EXTENSIONS, extension_configs=CONFIGURATION).convert(text)


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


FORBIDDEN_TAGS = {
    *("script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "form"),
    *("meta", "link", "base", "template", "noscript", "button", "select", "textarea", "math"),
    *("animate", "set", "use", "foreignobject", "image", "portal", "title", "xmp", "plaintext"),
}
SAFE = re.compile(r"(?!//)(?:https?:|mailto:|tel:|[^:]*$|[^:]*[/?#])")


def assert_harmless(html: str) -> None:
    for tag, attributes in Tags(html).found:
        assert tag not in FORBIDDEN_TAGS, html
        for name, value in attributes.items():
            plain = re.sub(r"[\x00-\x20]", "", value).replace("\\", "/")
            assert not name.startswith("on"), html
            assert name not in ("srcset", "target", "srcdoc", "formaction", "ping"), html
            if name in ("href", "cite"):
                assert SAFE.match(plain) or attributes.get("class") == "hub-remote", html
            if name in ("src", "poster"):
                assert ":" not in plain or plain.startswith("data:image/"), html
                assert not plain.startswith("//"), html
                assert not plain.startswith("data:image/svg"), html
            if name == "style":
                assert re.fullmatch(r"text-align:\s*[a-z]+;?", value), html
            if name == "fill":
                assert "(" not in value, html


def test_the_corpus_is_large() -> None:
    assert len(set(VECTORS)) >= 120


@pytest.mark.parametrize("vector", VECTORS + CLOBBERS)
def test_a_vector_is_harmless_when_rendered_and_cleaned(vector: str) -> None:
    assert_harmless(sanitize(render(vector)))


@pytest.mark.parametrize("vector", VECTORS + CLOBBERS)
def test_a_vector_is_harmless_as_bare_html(vector: str) -> None:
    assert_harmless(sanitize(vector))


@pytest.mark.parametrize("vector", VECTORS + CLOBBERS)
def test_cleaning_twice_changes_nothing(vector: str) -> None:
    once = sanitize(render(vector))
    if "hub-remote" not in once:
        assert sanitize(once) == once


@pytest.mark.parametrize("vector", CLOBBERS)
def test_nothing_poses_as_a_part_of_the_site(vector: str) -> None:
    for _, attributes in Tags(sanitize(render(vector))).found:
        assert "name" not in attributes
        assert not attributes.get("id", "").startswith("__")
        assert not attributes.get("for", "").startswith("__")
        assert not re.search(r"\b(?:md-|hub-|mermaid)", attributes.get("class", ""))
        assert not any(name.startswith("data-md") for name in attributes)
        assert attributes.get("role") != "dialog"
