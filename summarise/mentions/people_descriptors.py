"""Noun phrases for people: `un homme de 51 ans`, `les deux frères`, `son ex-compagne`, `huit autres`."""

import re

from summarise.mentions.people_lexicon import Draft, Noun, Tokens, fold, noun_at
from summarise.mentions.people_names import is_name_word, name_end

NUMBERS = {w: n for n, w in enumerate(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf vingt".split()
)} | {"une": 1, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100, "mille": 1000}  # fmt: skip
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "quatre-vingt": 80}
_ROUND = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
          "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000, "demi-douzaine": 6}  # fmt: skip
_DETS = {"un": "indef", "une": "indef", "des": "indef", "le": "def", "la": "def", "l'": "def", "les": "def",
         "du": "def", "au": "def", "aux": "def", "ce": "dem", "cet": "dem", "cette": "dem", "ces": "dem",
         "son": "poss", "sa": "poss", "ses": "poss", "leur": "poss", "leurs": "poss", "mon": "poss", "ma": "poss",
         "mes": "poss", "notre": "poss", "nos": "poss", "votre": "poss", "vos": "poss", "plusieurs": "indef",
         "certains": "indef", "certaines": "indef", "quelques": "indef", "chaque": "indef"}  # fmt: skip
_PLURAL_DETS = frozenset("des les aux ces ses leurs mes nos vos plusieurs certains certaines quelques".split())
_ADJECTIVES = frozenset(
    "jeune jeunes ancien ancienne anciens anciennes petit petite petits petites vieux vieille vieil principal principale "
    "principaux autre autres premier première deuxième second seconde troisième quatrième dernier dernière seul seule "
    "faux fausse célèbre grand grande futur future nouveau nouvelle actuel actuelle propre pauvre nombreux simple même "
    "mêmes présumé présumée haut haute bon bonne très riche malheureux malheureuse prétendu prétendue supposé puissant "
    "ex meilleur meilleure modeste sulfureux ex-jeune brillant".split()
)
_AFTER = frozenset(
    "présumé présumée présumés présumées supposé supposée mineur mineure mineurs mineures majeur majeure majeurs majeures "
    "adjoint adjointe municipal municipale général générale généraux régional régionale départemental départementale "
    "anonyme sexuel judiciaire correctionnel religieux religieuse catholique musulman musulmane juif juive intérimaire "
    "volontaire indépendant public publique privé privée pénitentiaire municipaux âgée âgées handicapé handicapée "
    "adolescent adolescente enceinte ivre alcoolisé alcoolisée radicalisé radicalisée isolé isolée retraité retraitée "
    "socialiste communiste écologiste centriste frontiste insoumis socialistes noir noire blanc blanche blessé "
    "pharmaceutique automobile financier financière parlementaire parlementaires médical médicale politique parisien "
    "parisienne malvoyant homosexuel transgenre inconnu armé cagoulé cagoulés blessés libéral libérale scolaire sportif "
    "agricole principal principale biologique adoptif adoptive afghan turc turque russe belge suisse arabe rom kurde "
    "serbe corse tchétchène slovaque bulgare britannique étranger étrangère suspect suspecte suspects".split()
)
_DEMONYM = re.compile(r"(?:franco-)?\w{3,}(?:ais|aise|aises|ien|ienne|iens|iennes|éen|éenne|ain|aine|ains|ois|oise)$")
_NOT_DEMONYM = frozenset("mais jamais désormais bien rien combien ancien soutien moins maintien lien main vingtaine lendemain "
                         "soudain fois parfois mois trois autrefois toutefois tiennent prochain prochaine semaine capitaine "
                         "dizaine peine".split())  # fmt: skip
_PREPOSITIONS = frozenset(("de", "d'", "du", "des", "à", "au", "aux", "en"))
_ORDINALS = {"deuxième": "2", "second": "2", "seconde": "2", "troisième": "3", "quatrième": "4", "autre": "2", "autres": "2"}


def number_at(tokens: Tokens, i: int) -> int | None:
    """The number that word i stands for: `12`, `douze`, `vingt-cinq`."""
    word = tokens.at(i)
    if word.replace(".", "").isdigit():
        return int(word.replace(".", "")) if len(word) < 9 else None
    if word in NUMBERS:
        return NUMBERS[word]
    tens, _, unit = word.rpartition("-")
    unit_value = NUMBERS.get(unit)
    return _TENS[tens] + unit_value if tens in _TENS and unit_value is not None else None


class _Before:
    """What stands before a noun: where the phrase begins, its determiner and its number."""

    def __init__(self, tokens: Tokens, head: int) -> None:
        self.det, self.count, self.plural, self.first = "", None, False, head
        self.adjectives: list[str] = []
        i = head - 1
        while i >= 0 and not tokens.breaks(i + 1) and (
            tokens.at(i) in _ADJECTIVES or tokens.word(i) in {'"', "«", "“"}
        ):
            self.adjectives.append(tokens.at(i))
            i -= 1
        self._read(tokens, i)
        if not self.det:  # quotes and adjectives count only when a determiner holds them
            self.first = head - len([a for a in self.adjectives if a not in {'"', "«", "“"}]) if self.adjectives else head
            self.adjectives = [a for a in self.adjectives if a in _ADJECTIVES]
            if '"' in tokens.low[self.first : head]:
                self.first = head

    def _read(self, tokens: Tokens, i: int) -> None:
        """Reads the determiner at word i, and the words before it that belong to it."""
        word = tokens.at(i)
        if tokens.breaks(i + 1) or i < 0:
            return
        number = number_at(tokens, i)
        if number is not None and word not in {"un", "une"}:
            self.det, self.count, self.plural, self.first = "num", number, number > 1, i
            self._held_number(tokens, i - 1)
        elif word in {"de", "d'"} and self._round(tokens, i - 1):
            return
        elif word in _DETS:
            self.det, self.first, self.plural = _DETS[word], i, word in _PLURAL_DETS
            self._partitive(tokens, i)
        elif word in {"d'", "de"} and self.adjectives and tokens.at(i + 1) in {"autres", "anciens", "jeunes"}:
            self.det, self.first, self.plural = "indef", i + 1, True

    def _held_number(self, tokens: Tokens, i: int) -> None:
        """`les deux frères`, `ses trois enfants`, `les quatre autres`."""
        while tokens.at(i) in {"autres", "premiers", "quelque"}:
            i -= 1
        if tokens.at(i) in _PLURAL_DETS and tokens.at(i) not in {"des"} and not tokens.breaks(i + 1):
            self.det, self.first = _DETS[tokens.at(i)], i

    def _round(self, tokens: Tokens, i: int) -> bool:
        """`une dizaine de`, `des centaines de`."""
        word = tokens.at(i)
        count = _ROUND.get(word) or _ROUND.get(word.rstrip("s"))
        if not count:
            return False
        self.det, self.plural = "num", True
        self.count = None if word.endswith("s") and word not in _ROUND else count
        self.first = i - 1 if tokens.at(i - 1) in {"une", "des", "plusieurs", "la", "cette"} else i
        return True

    def _partitive(self, tokens: Tokens, i: int) -> None:
        """`l'un des`, `un de ses`, `deux des`, `une des`."""
        j = i - 1
        if tokens.at(i) in {"ses", "leurs", "ces", "mes", "nos"} and tokens.at(j) == "de":
            j -= 1
        elif tokens.at(i) != "des":
            return
        number = number_at(tokens, j)
        if number is None or (number == 1 and tokens.at(j - 1) == "un"):
            return
        self.first = j - 1 if tokens.at(j - 1) == "l'" else j
        self.det, self.count, self.plural = "num" if number > 1 else "indef", number, number > 1
        self.adjectives.append("un des")


def find_descriptors(tokens: Tokens, taken: set[int]) -> list[Draft]:
    """Every phrase that describes people without (or before) naming them."""
    out: list[Draft] = []
    i = 0
    while i < len(tokens):
        draft = None if i in taken else _phrase_at(tokens, i) or _pronominal_at(tokens, i)
        if draft:
            out.append(draft)
        i = max(draft.last, i + 1) if draft else i + 1
    return out


def _phrase_at(tokens: Tokens, i: int) -> Draft | None:
    """The phrase whose head noun begins at word i."""
    found = noun_at(tokens, i)
    if not found:
        return None
    noun, after = found
    if after < len(tokens) and tokens.word(after) in {'"', "»", "”"} and tokens.word(i - 1) in {'"', "«", "“"}:
        after += 1
    before = _Before(tokens, i)
    if noun.lemma == "dernier" and before.det != "dem" or _is_thing(tokens, noun, before, i):
        return None
    draft = _draft(noun, before, i, after)
    _extend(tokens, draft)
    return draft if _wanted(tokens, draft, before) else None


def _is_thing(tokens: Tokens, noun: Noun, before: _Before, i: int) -> bool:
    """Whether the word means something else here: `la mort`, `la mise en cause de`, the newspaper Le Parisien."""
    if tokens.low[i] in {"mort", "morte"}:
        return not (before.plural or before.count) and (before.det != "indef" or tokens.at(i - 1) != "un")
    if noun.lemma in {"mis_en_cause", "mis_en_examen"} and noun.gender == "f" and not noun.plural:
        return True
    if noun.lemma == "cadre" and before.det not in {"indef", "num"}:
        return True
    if noun.lemma == "accusé" and tokens.at(i - 2) in {"banc", "box"}:
        return True
    if noun.cls == "demonym":
        return tokens.word(i - 1) in {"Le", "La", "L'"} and before.det == "def"
    if noun.lemma in {"État", "Etat"}:
        return before.det != "def" or tokens.at(i - 1) not in {"l'"}
    return tokens.low[i] in {"général", "majeure", "conseil"} and before.det != "def" or tokens.at(i - 1) == "arme"


def _draft(noun: Noun, before: _Before, i: int, after: int) -> Draft:
    """A draft from the head noun and what stands before it."""
    plural = before.plural or (noun.plural and before.count != 1 and not noun.lemma.endswith(("s", "x")))
    count = before.count if before.count is not None else (None if plural else 1)
    if noun.lemma in {"couple", "époux"} and (noun.lemma == "couple" or plural) and before.count is None:
        plural, count = True, 2
    if noun.lemma in {"parent", "beaux-parents", "grands-parents"} and plural and before.count is None:
        count = 2
    if before.count and noun.lemma == "couple" and before.plural:
        count = before.count * 2
    body = noun.cls == "body"
    draft = Draft(before.first, after, head=fold(noun.lemma), cls=noun.cls, gender=noun.gender, plural=plural,
                  count=1 if body and not before.plural else count, det=before.det, company=body,
                  minor=noun.cls == "minor" or "petit" in before.adjectives and noun.lemma in {"garçon"})  # fmt: skip
    draft.extra = before.adjectives
    ordinal = next((a for a in before.adjectives if a in _ORDINALS), None)
    if ordinal:  # a second suspect is not the suspect
        draft.head = f"{_ORDINALS[ordinal]} {draft.head}"
    return draft


_BARE_PARTICIPLES = frozenset(
    "interpelle condamne accuse arrete disparu mort decede blesse detenu mis_en_cause mis_en_examen associe interesse suspect "
    "employe elu licencie inconnu retraite complice proche blanchi exploitant religieux".split()
)


def _wanted(tokens: Tokens, draft: Draft, before: _Before) -> bool:
    """Whether the phrase may be somebody of the story; `weak` ones count only beside a name."""
    if draft.name:
        return True
    if not draft.det:
        sign = tokens.at(draft.first - 1)
        opens = draft.first == 0 or tokens.breaks(draft.first)
        draft.weak = not (draft.plural and opens)
        return (opens or sign in {",", "(", "."}) and (sign == "," or draft.head not in _BARE_PARTICIPLES)
    if draft.cls in {"magistrate", "lawyer", "expert"} and draft.det in {"def", "poss", "dem"}:
        draft.weak = not (before.count is not None and before.count > 1)
    if draft.cls == "police" and draft.plural and draft.det == "def" and before.count is None:
        return draft.head == "forces_de_l'ordre"
    return True


def _extend(tokens: Tokens, draft: Draft) -> None:
    """Takes in what follows the noun: adjectives, age, complements, a name."""
    for _ in range(4):
        end = draft.last
        if _age(tokens, draft) or tokens.breaks(end):
            continue
        word = tokens.at(end)
        if word in _AFTER or (_DEMONYM.match(word) and word not in _NOT_DEMONYM and not tokens.capital(end)):
            draft.minor = draft.minor or word.startswith("mineur")
            draft.last += 1
        elif draft.name is None and not draft.plural and _name(tokens, draft):
            continue
        elif draft.name is None and word in _PREPOSITIONS and draft.cls not in {"generic", "minor", "status", "victim", "pronominal"}:
            _complement(tokens, draft)
        if draft.last == end:
            return


def _name(tokens: Tokens, draft: Draft) -> bool:
    """A name right after the noun: `l'animateur X Y`, `la société X`, `son épouse X`."""
    i = draft.last
    quoted = tokens.word(i) in {'"', "«", "“"} and draft.company
    i += quoted
    if tokens.breaks(i) or not (is_name_word(tokens, i) or (draft.company and tokens.capital(i))):
        return False
    if draft.cls == "demonym" or draft.head in {"membre", "victime"}:
        return False
    j = name_end(tokens, i)
    if draft.company and not quoted and draft.head in {"ville", "commune", "departement", "region", "tribunal"}:
        return False
    draft.role = (_role_start(tokens, draft), draft.last)
    draft.name, draft.last = (i, j), j + (quoted and tokens.word(j) in {'"', "»", "”"})
    return True


def _role_start(tokens: Tokens, draft: Draft) -> int:
    """Where the role begins: the phrase without an article."""
    return draft.first + (tokens.at(draft.first) in {"l'", "le", "la", "les", "un", "une", "des"})


def _age(tokens: Tokens, draft: Draft) -> bool:
    """Takes in an age that follows: `de 51 ans`, `âgé de 8 ans`, `(34 ans)`, `, 34 ans`."""
    i = draft.last
    j = i
    while tokens.at(j) in {",", "(", "de", "d'", "âgé", "âgée", "âgés", "âgées", "alors", "aujourd'", "hui", "entre",
                           "tous", "et", "tout", "juste", "seulement"} and j < i + 6:  # fmt: skip
        j += 1
    if j == i or tokens.breaks(i):
        return False
    if tokens.at(j) == "une" and tokens.at(j + 1).rstrip("s") in _ROUND and tokens.at(j + 2) in {"d'", "années"}:
        draft.last = j + (4 if tokens.at(j + 2) == "d'" else 3)
        return True
    number = number_at(tokens, j)
    if number is None or number > 110:
        return _bare_age(tokens, draft, j)
    end = j + 1
    while tokens.at(end) in {"à", "et", "ou", ","} and number_at(tokens, end + 1) is not None:
        end += 2
    if tokens.at(end) not in {"ans", "mois"}:
        return _bare_age(tokens, draft, j)
    if tokens.at(end) == "mois":
        number = 0
    draft.age = number if end == j + 1 else None
    draft.minor = draft.minor or number < 18
    draft.last = end + 1 + (tokens.at(end + 1) == ")" and "(" in tokens.low[i:j])
    return True


def extend_age(tokens: Tokens, draft: Draft) -> None:
    """Takes the age that follows a name into its mention."""
    _age(tokens, draft)


def _bare_age(tokens: Tokens, draft: Draft, j: int) -> bool:
    """`un homme âgé de 26`: the word `ans` left out."""
    number = number_at(tokens, j)
    if number and tokens.at(j - 1) == "de" and tokens.at(j - 2).startswith("âgé") and number < 110:
        draft.age, draft.minor, draft.last = number, draft.minor or number < 18, j + 1
        return True
    return False


def _complement(tokens: Tokens, draft: Draft) -> None:
    """`d'Anglet (Pyrénées-Atlantiques)`, `de la police nationale`, `en retraite`: one complement of the noun."""
    i = draft.last + 1
    if tokens.at(i) in _DETS:
        i += 1
    if tokens.at(i) in {"dernier", "dernière", "derniers", "celui-ci"} or tokens.at(i) in _DETS:
        return
    if tokens.breaks(i) or not tokens.word(i)[:1].isalpha():
        return
    if number_at(tokens, i) is not None and not tokens.capital(i):
        return
    i += 1
    while tokens.capital(i) and not tokens.breaks(i) and tokens.capital(i - 1) and tokens.start[i] - tokens.end[i - 1] < 2:
        i += 1
    if tokens.at(i) == "(" and tokens.capital(i + 1) and ")" in tokens.low[i + 2 : i + 5]:
        i = tokens.low.index(")", i) + 1
    draft.last = i


_PRONOMINAL = (
    (("l'", "un"), 1), (("l'", "une"), 1), (("l'", "autre"), 1), (("un", "autre"), 1), (("une", "autre"), 1),
    (("un", "troisième"), 1), (("un", "deuxième"), 1), (("un", "second"), 1), (("une", "seconde"), 1), (("le", "second"), 1),
    (("le", "premier"), 1), (("la", "seconde"), 1), (("la", "première"), 1), (("les", "autres"), None),
)  # fmt: skip
_OPEN = frozenset((",", ".", ";", "et", "a", "est", "ont", "sont", "avait", "avaient", "était", "étaient", "pour", "comme",
                   "d'", "de", "qui", "sera", "seront", "âgé", "âgée", "ayant", "fait", "s'", "se", "n'", "ne", ")", "avec"))  # fmt: skip


def _pronominal_at(tokens: Tokens, i: int) -> Draft | None:
    """`l'un`, `un autre`, `le second`, `trois autres`, `deux d'entre eux`, standing for a person."""
    for words, count in _PRONOMINAL:
        if tokens.low[i : i + 2] == list(words) and tokens.at(i + 2) in _OPEN:
            gender = "f" if words[0] in {"une", "la"} or words[1] == "une" else None
            draft = Draft(i, i + 2, head=words[1], cls="pronoun", gender=gender, plural=count is None, count=count, det="pron")
            if tokens.at(i + 2) == "d'" and tokens.at(i + 3) in {"eux", "elles", "entre"}:
                draft.last = i + (5 if tokens.at(i + 3) == "entre" else 4)
            else:
                _age(tokens, draft)
            return draft
    number = number_at(tokens, i)
    if not number or number == 1 or number > 1000:
        return None
    if tokens.at(i + 1) == "autres" and tokens.at(i + 2) in _OPEN:
        first = i - 1 if tokens.at(i - 1) in {"les", "ces"} else i
        return Draft(first, i + 2, head="autre", cls="pronoun", plural=True, count=number, det="num")
    if tokens.at(i + 1) == "d'" and tokens.at(i + 2) == "entre":
        return Draft(i, i + 4, head="autre", cls="pronoun", plural=True, count=number, det="num")
    return None

