"""The phrases by which French news names courts, prosecution offices and investigating judges."""

import re

_OF_COURT = r"(?: (?:du tribunal(?: (?:de grande instance|judiciaire|correctionnel))?|près le tribunal(?: judiciaire)?|au palais de justice))?"
_JUDGE = r"(?:juge|magistrat)(?:e)?s?"

# Tried in this order at each place of the text: the longer and the more telling name first.
# A name that begins with "bare_" says what the word means when nothing else in the article tells (see courts.py).
_NAMES: tuple[tuple[str, str], ...] = (
    ("cour_justice_republique", r"(?:commission d'instruction de la )?cour de justice de la république(?: \(CJR\))?|\bCJR\b"),
    ("cedh", r"cour européenne des droits de l'homme(?: \(CEDH\))?|\bCEDH\b|cour de strasbourg"),
    ("cjue", r"cour de justice (?:de l'union européenne|de l'ue|européenne)(?: \(CJUE\))?|\bCJUE\b"),
    ("cour_cassation", r"(?:(?:chambre (?:criminelle|sociale|civile|commerciale)|assemblée plénière) de la )?cour de cassation|(?<=la )chambre criminelle|(?<=en )cassation"),
    ("conseil_constitutionnel", r"conseil constitutionnel|(?:les )?sages de la rue (?:de )?montpensier"),
    ("conseil_etat", r"(?:juges? des référés du )?conseil d'[ée]tat"),
    ("cour_administrative_appel", r"cours? administratives? d'appel"),
    ("tribunal_administratif", r"(?:(?:juges?|formation) des référés du )?tribun(?:al|aux) administratifs?(?: \(TA\))?|(?:justice|juge|juridiction) administrati(?:ve|f)"),
    ("chambre_instruction", r"chambre d(?:e l')?'?instruction(?: de la cour d'appel)?"),
    ("autre", r"(?:chambre de l'|tribunal de l'|juges? (?:de l'|d'))application des peines(?: du tribunal(?: de grande instance| judiciaire)?)?|\bJAP\b"
              r"|(?:juges? d'instructions? de la )?juridictions? inter-?régionales? spécialisées?(?: \(JIRS\))?"
              r"|conseil (?:régional )?de discipline(?: des avocats)?|conseil supérieur de la magistrature|conseil de l'ordre"
              r"|cour des comptes|cour de discipline budgétaire|cour nationale du droit d'asile|tribunal arbitral"
              r"|tribunal (?:militaire|aux armées|des affaires de sécurité sociale)"),
    ("cour_appel", r"chambre (?:des appels correctionnels|correctionnelle de la cour d'appel|sociale de la cour d'appel)(?: de la cour d'appel)?"
                   r"|cours? d'appel(?! des? (?:mineurs|assises))|(?<=en )appel(?= à [A-ZÀ-Þ])"),
    ("cour_assises", r"cours? d'assises?(?: (?:spéciale|spécialement composée|d'appel|des mineurs|en appel|pour mineurs)s?)*"
                     r"|cours? criminelles?(?: départementales?)?|\bassises(?: (?:spéciales?|des mineurs|en appel))*"),
    ("tribunal_enfants", r"(?:tribun(?:al|aux)|juges?) (?:pour |des )(?:enfants|mineurs)"),
    ("prudhommes", r"(?:conseils? de(?:s)? )?prud'?hommes|tribunal des prud'?hommes"),
    ("tribunal_commerce", r"tribun(?:al|aux) (?:de|du) commerce|tribunal mixte de commerce|justice commerciale"),
    ("tribunal_police", r"tribun(?:al|aux) de (?:simple )?police"),
    ("jld", r"juges? des libertés(?: et (?:de la|des) détentions?)?(?: \(JLD\))?|\bJLD\b"),
    ("parquet_financier", r"(?:(?:parquet|procureure?) )(?:de la république )?(?:national[e]? )?financi(?:er|ère)(?: \(PNF\))?|\bPNF\b"),
    ("parquet_antiterroriste", r"(?:parquet|procureure?)(?: de la république)?(?: national)? anti-?terroriste(?: \(PNAT\))?|\bPNAT\b"
                               r"|(?:section|pôle) anti-?terroriste(?: \(\w+\))?(?: du parquet(?: de paris)?)?|parquet fédéral"),
    ("juge_instruction", rf"(?:doyen(?:ne)? des )?{_JUDGE} d'instructions?(?: \(JI\))?(?: anti-?terroristes?)?(?: du pôle (?:[\wé]+ ?){{1,2}}?(?= (?:du|de|d'|à|en|a|ont)\b|[,.]))?{_OF_COURT}"
                         rf"|{_JUDGE} instruct(?:eur|rice)s?|juges? (?:anti-?terroristes?|financiers?)|{_JUDGE} (?:du|au) pôle (?:[\wé'-]+)"
                         rf"|{_JUDGE} (?:saisie?s?|chargée?s?|en charge) (?:du dossier|de l'(?:enquête|affaire|instruction)|de ce dossier|d'instruire)"
                         r"|pôle (?:financier|de l'instruction|santé publique|accidents collectifs|criminel|d'instruction)(?: du tribunal(?: de grande instance| judiciaire)?)?"
                         r"|(?<=à l')instruction(?= à )"),
    ("parquet", rf"(?:(?:vice-|substitute? du )?procureure?s?(?: (?:générale?|adjointe?))*(?: de la république)?(?: (?:adjointe?|par intérim|suppléante?))?{_OF_COURT}"
                rf"|parquets?(?: général| des mineurs)?(?! flottant| de bois){_OF_COURT}|ministère public|vice-procureure?(?: de la république)?)"),
    ("tribunal_correctionnel", r"(?:\d+(?:e|ème|ᵉ) chambre (?:du |correctionnelle du ))?tribun(?:al|aux) correctionnels?|chambre (?:correctionnelle|des comparutions immédiates)(?: du tribunal(?: (?:judiciaire|de grande instance|correctionnel))?)?"
                               r"|\d+(?:e|ème|ᵉ) chambre(?: correctionnelle)?(?: du tribunal(?: (?:judiciaire|de grande instance|correctionnel))?)?"
                               r"|comparutions? immédiates?(?: (?:devant le|au) tribunal(?: correctionnel)?)?|audience correctionnelle|(?<=en )correctionnelle|(?<=la )correctionnelle|juges? correctionnels?"
                               r"|formation correctionnelle"),
    ("tribunal_judiciaire", r"(?:président(?:e)? du |juge des référés du )?tribun(?:al|aux) (?:de grande instance|judiciaires?|d'instance|de proximité)(?: \((?:TGI|TJ)\))?|\bTGI\b|juges? aux affaires familiales|tribunal paritaire"),
    ("bare_referes", r"juges? des référés"),
    ("bare_tribunal", r"\btribunal\b(?! (?:pénal |spécial |militaire |fédéral |suprême )?(?:international|international|de la haye|spécial|révolutionnaire|pénal|fédéral|suprême))|palais de justice|salle d'audience"),
    ("bare_cour", r"(?<=[Ll]a )cour(?! de| du| d'| des| intérieure)"),
    ("bare_juge", r"(?<![\w-])(?:juges|magistrats|magistrates)(?= (?:ont|sont|avaient|étaient|de [A-Z]|parisien|lyonnais|qui|saisis|se |n'|l'|les|lui|leur|doivent|devront|d'appel))"
                  r"|(?<=[Ll]a )(?:juge|magistrate)\b|(?<=[Ll]e )(?:juge|magistrat)\b|(?<=[Uu]n )(?:juge|magistrat)\b|(?<=[Uu]ne )(?:juge|magistrate)\b|(?<=[Ll]es )(?:juges|magistrats)\b|juges?(?= [A-Z])"),
)  # fmt: skip

PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _NAMES), re.IGNORECASE)
