"""The article's sentences made fit to stand alone: glued copy refused, attributions and asides taken out."""

import re

_LABELS = re.compile(
    r"^(?:(?:VID[ÉE]OS?|PHOTOS?|DIRECT|EN DIRECT|EXCLUSIF|EXCLU|INFO [A-Z0-9 ]+|ENQU[ÊE]TE|DOCUMENT|REPORTAGE|EN "
    r"IMAGES|"
    r"T[ÉE]MOIGNAGE|INTERVIEW|PORTRAIT|R[ÉE]CIT|AUDIO|CARTE|MISE [ÀA] JOUR|LE POINT|ALERTE INFO)\s*(?:[.:!–|-]|"
    r"(?=[A-ZÀ-Þ][a-zà-ÿ]))\s*)+"
)
_OWN_CAPITALS = re.compile(
    r"Ma?c[A-Z]|MoDem|iPhone|iPad|YouTube|WhatsApp|TikTok|LinkedIn|PayPal|DiCaprio|BlaBla|"
    r"AirBnB|SoundCloud|CroixRouge|LaREM|eBay|MeToo|PornHub|OnlyFans|InVivo|EasyJet|LeBron|StopCovid|DeFi|GameStop"
)
_GLUE = re.compile(
    r"[A-ZÀ-Þ]{3,}[a-zà-ÿ]{2}|[a-zà-ÿ][A-ZÀ-Þ][a-zà-ÿ']|[a-zà-ÿ)][.!?»][A-ZÀ-Þa-zà-ÿ]|[a-zà-ÿ\d]\"[A-ZÀ-Þ]|"
    r"[a-zà-ÿ][A-ZÀ-Þ](?:\s|$)|[a-zà-ÿ]\d{2}|\d[A-ZÀ-Þ][a-zà-ÿ]{2}|,[A-Za-zà-ÿ]|"
    r"(?<![\s'\"(«/-])(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b",
)
_SPACES = re.compile(r"\s+")
_WEB = re.compile(r"https?:|www\.|pic\.twitter|@\w|#\w|\|", re.IGNORECASE)


def typeset(text: str) -> str:
    """French spacing: one space between words, one before ":", ";", "?", "!" and inside « »."""
    text = _SPACES.sub(" ", text).strip()
    text = re.sub(r"\s*([;?!])(?=\s|$|[\"»)])", r" \1", text)
    text = re.sub(r"(?<=[^\s\d]) ?:(?=\s)", " :", text)
    text = re.sub(r"(?<=\d) ?:(?=\s)", " :", text)
    text = re.sub(r"«\s*", "« ", text)
    text = re.sub(r"\s*»", " »", text)
    text = re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)
    text = re.sub(r"\b(?!nous\b|vous\b)([a-zà-ÿ]{3,}) \1\b", r"\1", text)
    return re.sub(r"\s+([,.])(?=\s|$)", r"\1", text)


def strip_labels(text: str) -> str:
    """Without "VIDÉO." and the like at its head."""
    text = re.sub(r"^\s*[-–—•]\s*", "", text)
    return re.sub(r"^[A-ZÀ-Þ][A-ZÀ-Þ0-9' /]{3,30}\s[-–—|:]\s*(?=[A-ZÀ-Þ])", "", _LABELS.sub("", text))


def is_glued(text: str) -> bool:
    """Whether words run together, as where a subheading was lost ("procès.RevirementsAprès")."""
    return bool(_GLUE.search(_OWN_CAPITALS.sub("Nom", text)))


_SUBHEADING = re.compile(r"^(?:[^\s.!?:]+ ){0,9}[^\s.!?:]*[a-zà-ÿ]{2}(?=[A-ZÀ-Þ](?:[a-zà-ÿ]+|'[a-zà-ÿA-Z]+) )")


def without_subheading(text: str) -> str:
    """Without a subheading that lost its line break ("Un long procèsLe maire a…" is "Le maire a…")."""
    text = re.sub(r"^[A-ZÀ-Þ0-9' -]{8,}[A-ZÀ-Þ](?=[A-ZÀ-Þ][a-zà-ÿ]+ )", "", text)
    match = _SUBHEADING.match(_OWN_CAPITALS.sub(lambda m: m.group().lower(), text))
    return text[match.end() :] if match else text


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket that opens is closed."""
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in ("()", "[]", "«»", "“”"))


def is_web(text: str) -> bool:
    """Whether the text holds a link, a handle or another mark of the page it came from."""
    return bool(_WEB.search(text))


_SPEAKERS = (
    r"(?:a|ont)(?:-t)?-on (?:appris|indiqué|su)|a-t-(?:il|elle|on) (?:indiqué|appris|précisé|annoncé|ajouté|"
    r"expliqué|affirmé|déclaré|dit|confirmé|rapporté|souligné)"
)
_MEDIA = (
    r"(?:l'AFP|Le Parisien|le Parisien|Le Figaro|Le Monde|BFM ?TV|BFMTV|franceinfo|France ?info|France Info|RTL|"
    r"Europe 1|LCI|CNews|"
    r"France ?[23]|France Bleu[\w -]*|Ouest-France|Libération|Mediapart|La Provence|Nice-Matin|Sud[- ]Ouest|La "
    r"Dépêche(?: du Midi)?|"
    r"La Voix du Nord|Le Progrès|L'Express|L'Obs|Le Point|Var-Matin|Midi Libre|L'Est Républicain|Le Dauphiné(?: "
    r"Libéré)?|20 Minutes|"
    r"Le Journal du Dimanche|le JDD|Le Canard enchaîné|Actu17|actu\.fr|France Inter|RMC|Valeurs actuelles|"
    r"Marianne|La Montagne|"
    r"le quotidien(?: régional)?|le journal|la chaîne|la radio|nos confrères[\w ]*|plusieurs médias|la presse)"
)
_SOURCES = (
    r"(?:(?:de|d'une|de plusieurs|des|une|des|plusieurs) )?sources? (?:judiciaires?|policières?|proches? "
    r"d[eu][\w' -]+|concordantes?|syndicales?|parlementaires?|diplomatiques?)"
)
_ASIDES = (
    re.compile(rf",? ?\(?(?:{_SPEAKERS})(?: [^,.;:()\"«]*)?(?:, confirmant [^.;()\"«]*)?(?=[,.;)]|$)\)?"),
    re.compile(
        rf", (?:selon|d'après|indiquent?|rapportent?|révèlent?|ont? (?:indiqué|appris|rapporté|révélé|"
        rf"annoncé|affirmé|fait savoir|déclaré|précisé|confirmé))(?: \w+){{0,3}}? (?:à |par )?(?:{_MEDIA}|"
        rf"{_SOURCES})(?: [^,.;:()\"«]*)?(?=[,.;]|$)"
    ),
    re.compile(
        rf",? (?:comme )?(?:le |l')?(?:révèle|rapporte|indique|explique|précise|relate|raconte|affirme|"
        rf"annonce)(?:nt)? (?:\w+ )?{_MEDIA}(?: [^,.;:()\"«]*)?(?=[,.;]|$)"
    ),
    re.compile(r", confirmant (?:une|des) informations? [^,.;()\"«]*(?=[,.;]|$)"),
)
_LEADING = re.compile(
    rf"^(?:Selon (?:{_MEDIA}|les informations d[eu' ]+{_MEDIA}|une information d[eu' ]+{_MEDIA}|nos informations|"
    rf"{_SOURCES})(?: [\w' ]{{0,30}})?|"
    rf"D'après {_MEDIA}|Comme (?:le |l')?(?:révèle|rapporte|indique|explique|annonce|raconte)(?:nt|ait)? (?:\w+ )?"
    rf"{_MEDIA}(?: [\w' ]{{0,40}})?),\s*"
)
_BRACKET = re.compile(
    r"\s*\((?:lire|voir|photo|crédit|ci-|notre|nos|[^()]{28,}|[A-ZÉ][\w'É -]*|\d{2,3}(?: ans)?|"
    r"L[RO]|PS|LREM|RN|PCF|AFP)[^()]*\)",
    re.IGNORECASE,
)


def without_asides(text: str) -> str:
    """Without who reported it and without brackets: what a desk cuts first."""
    out = _LEADING.sub("", text)
    for pattern in _ASIDES:
        out = pattern.sub("", out)
    out = _BRACKET.sub("", out)
    out = re.sub(r"\s+([,.])", r"\1", re.sub(r",\s*([.;])", r"\1", out))
    return capital(_SPACES.sub(" ", out).strip())


def capital(text: str) -> str:
    """With a capital first letter."""
    for at, char in enumerate(text):
        if char.isalpha():
            return text[:at] + char.upper() + text[at + 1 :]
        if char.isdigit():
            return text
    return text


def guillemets(text: str) -> str:
    """Straight quotation marks as French ones; a text with an odd one is left as it is."""
    parts = text.split('"')
    if len(parts) % 2 == 0 or "«" in text:
        return text
    return "".join(f"« {part.strip()} »" if at % 2 else part for at, part in enumerate(parts))


def closed(text: str) -> str:
    """Ended by a full stop when nothing else ends it; the article's last one is often lost."""
    text = text.rstrip(" ,;:–-")
    return text if re.search(r"[.!?…][\"»”)]?$", text.replace(" ", "")) else text + "."
