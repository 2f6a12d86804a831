"""Texts in odd HTML, as colleagues paste it from elsewhere, remember it from long ago, or get it wrong."""

from __future__ import annotations

from tests.support.everything import PICTURE, RTL

_VALUES = """
<p align="center"><img src="odd.png" align="right" width="50%"> <img src="odd.png" width="40px" height="-1"
alt='a "quoted" <b>'> <img src="odd.png" width="wide" loading="now" decoding="x"> <img>
<img src="" alt="words"></p>

![x](odd.png){ align=right width=50% loading=lazy }

<ol start="x"><li value="y">x</li></ol><ol type="Z" reversed="no"><li>z</li></ol>
<table><tr><td colspan="0" rowspan="x">x</td><td colspan="99999">y</td><th scope="bad">z</th></tr></table>
<details open="no"><summary>s</summary>x</details> <input type="checkbox" checked="maybe">
<video src="" poster="" width="50%" preload="x"></video> <audio controls loop><source></audio>
<video><source src="https://elsewhere.example/a.mp4" type="bad type"></video>
<p id="twice">x</p><p id="twice">y</p><p dir="sideways" lang="english" tabindex="x" aria-hidden="maybe">x</p>
<time datetime="soon">x</time> <del datetime="x">x</del> <ins datetime="2020">x</ins>
<svg viewBox="0 0 1 1" width="a" xmlns="x"><path d="bad"/><circle r="-1" cx="x"/><rect x=a width=5 /></svg>
"""
_ADDRESSES = """
[many](https://example.org/?a[]=1&b[]=2#x[1]) [more](https://example.org/a|b{c}^`d) <https://example.org/[x]>
<a href="mailto:a b@example.org">m</a> <a href="https://example.org/100%">p</a> <a href="#a b">f</a>
<a href=" https://example.org/ a ">s</a> [ü](https://example.org/ü?q=ש) <a href="https://[::1]/[a]">six</a>
"""
_OLD = """
<center>c <img src="odd.png"></center> <font color="red">f</font> <strike>s</strike> <tt>t</tt> <big>b</big>
<acronym title="A thing">at</acronym> <marquee>m</marquee> <nobr>n</nobr> <u>u</u> <hr align="left" size="2">
<table align="center" border="1"><tr align="right" bgcolor="red"><td valign="top" nowrap>a</td></tr></table>
<!-- a -- comment --> <?php x ?> <![CDATA[ x ]]> <html><body class="x">b</body></html>
&nosuch; &#0; &#128; &copy
<p>unclosed <b>bold <i>it</b></i>
"""
_MARKDOWN = """
| a | b |
|:--|--:|
| <p align="right">x</p> | <ul><li>x</li></ul> |

Term
:   one

    - nested
:   two

=== "A tab <b>x</b>"
    x

!!! note "with <b>html</b> & `code`"
    x

```{.python #an-id title="t <x>" .extra hl_lines="1"}
x = 1
```

## Same
## Same { #same }
## סמ & <b>html</b> "quoted"
## 1 begins with a digit
## !!!

[x](odd.png){ target=_blank rel="x y" .md-button onclick=1 } ++"<b>"++

<div markdown>

**Markdown in HTML**
</div>
<details markdown><summary>*s*</summary>

- list
</details>
"""


def odd_texts() -> dict[str, str | bytes]:
    """The files of the texts, by path."""
    texts = {"values": _VALUES, "addresses": _ADDRESSES, "old": _OLD, "markdown": _MARKDOWN}
    files: dict[str, str | bytes] = {
        f"contributions/tips/odd-{name}.md": f"---\nsummary: Odd.\n---\n# Odd {name}\n{text}"
        for name, text in texts.items()
    }
    return files | {"contributions/tips/odd.png": PICTURE, "contributions/tips/odd-rtl.md": RTL}
