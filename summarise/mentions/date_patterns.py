"""The shapes in which French news writes dates."""

import re

from summarise.mentions.date_values import MONTHS, WEEKDAYS

_WD = rf"(?:{'|'.join(WEEKDAYS)})s?"
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b"
_DAY = r"(?:1er|1ᵉʳ|[12]?\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_TURN = r"(?:dernier|prochain|à venir|suivant|passé)"
_PART = (
    r"(?:matin(?:ée)?|soir(?:ée)?|midi|après-midi|en (?:toute )?(?:fin|début|milieu) (?:de|d') ?"
    r"(?:matinée|soirée|après-midi|journée|nuit)|en soirée|en journée|à la mi-journée"
    r"|dans la (?:soirée|matinée|nuit|journée)|dans l'après-midi|à l'aube)"
)
# What a number after a weekday counts when it is no day: "mardi 12 personnes".
_COUNTED = r"(?:\d|\ ?(?:h\b|heures?|ans\b|hommes|femmes|personnes|jeunes|policiers|mois|jours|%|euros|(?-i:[A-Z])))"
# "nuit de samedi à dimanche", "nuit du 3 au 4 mai"
_NIGHT = rf"""
    nuit\ (?:de\ |du\ |d')
        (?:(?:ce\ )?(?P<n_wd>{_WD})\s?)?(?P<n_d>{_DAY})?(?:\ (?P<n_m>{_MONTH}))?(?:\ (?P<n_y>{_YEAR}))?
        \ (?:à|au)\ (?:ce\ )?
        (?P<n_wd2>{_WD})?\s?(?P<n_d2>{_DAY})?(?:\ (?P<n_m2>{_MONTH}))?(?:\ (?P<n_y2>{_YEAR}))?(?<=[\wûé])"""
# "vendredi 12 juin", "lundi soir 1er avril", "mardi 12"
_FULL = rf"""
    (?:ce\ )?(?P<f_wd>{_WD}),?(?:\ {_PART})?,?\ (?:le\ )?
        (?P<f_d>{_DAY})(?:\ (?P<f_m>{_MONTH})(?:\ (?P<f_y>{_YEAR}))?|(?!{_COUNTED}))
        (?:\ (?P<f_t>{_TURN}))?(?:\ {_PART})?"""
# "le 12 juin 2018", "le 3 mai dernier"
_PLAIN = rf"""
    (?:(?:ce|le|du|au)\ )?(?P<s_d>{_DAY})(?:\ (?:et|au|ou)\ {_DAY})?
        \ (?P<s_m>{_MONTH})(?:\ (?P<s_y>{_YEAR}))?(?:\ (?P<s_t>{_TURN}))?"""
_NUMERIC = rf"(?P<x_d>\d\d?)[/.](?P<x_m>\d\d?)[/.](?P<x_y>{_YEAR})"
_WEEKDAY = rf"(?:ce\ )?(?P<w_wd>{_WD})(?:\ (?P<w_t>{_TURN}))?(?:\ (?:{_PART}))?"
_RELATIVE = r"""
    (?P<rel>avant-hier|hier|aujourd'hui|demain|(?:la\ )?veille|(?:le\ )?lendemain|cet\ après-midi
        |ce\ (?:matin|midi|soir)|cette\ nuit|le\ jour\ même|dans\ l'après-midi
        |dans\ la\ (?:matinée|journée|soirée|nuit|foulée)(?!\ (?:de|du)\ )
        |(?:en|la)\ (?:fin|début)\ (?:de\ (?:matinée|soirée|journée)|d'après-midi)
    )(?:\ (?:matin|soir|au\ soir|après-midi))?"""
_VAGUE = rf"""
    (?P<vague>(?:depuis\ )?(?:en\ |la\ )?(?:fin|début|mi-?|milieu|courant)\ ?{_MONTH}(?:\ (?:{_YEAR}|{_TURN}))?
        |{_MONTH}\ (?:{_YEAR}|{_TURN})|(?:au\ mois\ d[e']\ ?|en\ ){_MONTH}(?:\ (?:{_YEAR}|{_TURN}))?
        |(?:la|une|cette)\ semaine(?:\ (?:dernière|prochaine|passée|suivante|du\ {_DAY}\ {_MONTH}))?
        |en\ (?:début|fin|milieu)\ de\ semaine|(?:le|ce)\ week-end(?:\ {_TURN})?
        |(?:au\ |l'|cet\ )?(?:printemps|été|automne|hiver)\ (?:{_YEAR}|{_TURN})
        |(?:le\ )?mois\ {_TURN}|l'an\ {_TURN}|l'année\ (?:dernière|prochaine)
        |il\ y\ a\ (?:une?|deux|trois|quatre|cinq|six|dix|quelques|plusieurs|\d+)\ (?:jours|semaines?|mois|ans?))"""

PATTERN = re.compile(
    rf"\b(?:{'|'.join((_NIGHT, _FULL, _PLAIN, _NUMERIC, _WEEKDAY, _RELATIVE, _VAGUE))})(?![\w-])",
    re.IGNORECASE | re.VERBOSE,
)
LISTED = re.compile(
    rf"\b(?P<d>{_DAY})(?=(?:, {_DAY})* (?:et|au|ou) (?:le |au )?{_DAY} (?P<m>{_MONTH})(?: (?P<y>{_YEAR}))?)",
    re.IGNORECASE,
)
LONE_WEEKDAY = re.compile(_WD, re.IGNORECASE)
