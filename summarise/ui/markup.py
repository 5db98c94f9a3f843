"""The only way by which text of strangers becomes HTML."""

from summarise.render.html import escape_html

# The page's component has a template language of its own: nothing may look like its marks.
_TEMPLATE = {ord("{"): "&#123;", ord("}"): "&#125;", ord("$"): "&#36;", ord("`"): "&#96;"}


def escape(text: str) -> str:
    """`text` as harmless HTML, fit for attributes in double quotes as well."""
    return escape_html(text).translate(_TEMPLATE)
