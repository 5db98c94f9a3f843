"""What the service refuses, each with status, sentence and way out: French for people, codes for programs."""

from summarise.errors import SummariseError


class Refusal(SummariseError):
    """The service does not do what was asked."""

    code = "refused"
    status = 422

    def __init__(self, problem: str, way_out: str) -> None:
        super().__init__(problem, way_out)
        self.headers: dict[str, str] = {}

    @staticmethod
    def of(code: str) -> "Refusal":
        """The refusal that needs no more words than its own."""
        kind, problem, way_out = _FIXED[code]
        return kind(problem, way_out)

    def after(self, seconds: float) -> "Refusal":
        """The same, with the seconds after which to try again."""
        self.headers["Retry-After"] = str(max(1, int(seconds + 0.999)))
        return self


class BadJson(Refusal):
    """A body that is not JSON."""

    code, status = "json", 400


class BadRequest(Refusal):
    """A body of the wrong shape."""

    code, status = "request", 422


class MediaType(Refusal):
    """A body in a format, or in a compression, that is not read."""

    code, status = "media_type", 415


class BodyTooLarge(Refusal):
    """More bytes than a request may have."""

    code, status = "body_too_large", 413


class TooMany(Refusal):
    """More documents than a request may have."""

    code, status = "too_many", 413


class SlowBody(Refusal):
    """A body that does not arrive in time."""

    code, status = "slow_body", 408


class KeyMissing(Refusal):
    """No key where one is needed."""

    code, status = "key_missing", 401


class KeyUnknown(Refusal):
    """A key that never was, or was revoked."""

    code, status = "key_unknown", 401


class NotFound(Refusal):
    """Nothing at this path, or no such job for this caller."""

    code, status = "not_found", 404


class JobUnknown(Refusal):
    """No such job for this caller."""

    code, status = "job_unknown", 404


class Method(Refusal):
    """A method that this path does not have."""

    code, status = "method", 405


class RateLimited(Refusal):
    """More than the caller's share."""

    code, status = "rate_limited", 429


class Busy(Refusal):
    """The queue is full, or its wait too long."""

    code, status = "busy", 503


class Late(Refusal):
    """The answer did not come in time."""

    code, status = "deadline", 503


class NotReady(Refusal):
    """Starting or stopping."""

    code, status = "not_ready", 503


class ArchiveUnavailable(Refusal):
    """The packages of the archive are not installed here."""

    code, status = "archive_unavailable", 501


class BriefUnknown(Refusal):
    """No brief with this number."""

    code, status = "brief_unknown", 404


class Internal(Refusal):
    """A fault of ours."""

    code, status = "internal", 500


_FIXED: dict[str, tuple[type[Refusal], str, str]] = {
    "json": (BadJson, "Le corps de la demande n'est pas du JSON valable", "envoyez un objet JSON en UTF-8."),
    "request": (BadRequest, "La demande n'a pas la forme attendue", "voyez « errors » et /docs."),
    "media_type": (
        MediaType, "Ce type de contenu n'est pas accepté ici",
        "envoyez application/json (ou application/x-ndjson là où /docs le dit), sans compression.",
    ),
    "slow_body": (SlowBody, "Le corps de la demande n'est pas arrivé à temps", "envoyez-le d'un trait."),
    "key_missing": (KeyMissing, "Une clé est nécessaire", "envoyez « Authorization: Bearer <clé> »."),
    "key_unknown": (KeyUnknown, "Cette clé n'est pas connue", "demandez-en une à qui tient le service."),
    "not_found": (NotFound, "Il n'y a rien à cette adresse", "voyez /docs."),
    "job_unknown": (JobUnknown, "Ce lot n'existe pas, ou n'existe plus", "déposez-le de nouveau."),
    "method": (Method, "Cette adresse n'accepte pas cette méthode", "voyez /docs."),
    "rate_limited": (RateLimited, "Trop de demandes en une minute", "attendez le temps que dit Retry-After."),
    "busy": (Busy, "Le service est occupé", "réessayez après le temps que dit Retry-After."),
    "deadline": (Late, "La fiche n'est pas venue à temps", "réessayez, ou déposez l'article par POST /api/v1/jobs."),
    "not_ready": (NotReady, "Le service démarre ou s'arrête", "réessayez dans un moment."),
    "archive_unavailable": (ArchiveUnavailable, "Ce service n'a pas d'archive", "demandez-en une à qui le tient."),
    "brief_unknown": (BriefUnknown, "Aucune fiche de l'archive n'a ce numéro", "reprenez-le de GET /api/v1/briefs."),
    "internal": (Internal, "Erreur interne", "réessayez, puis signalez-la avec son X-Request-ID."),
}  # fmt: skip

# What pydantic says, in French; other messages stay as they are.
FIELD_MESSAGES = {
    "extra_forbidden": "Ce champ n'existe pas.",
    "missing": "Ce champ manque.",
    "string_type": "Un texte est attendu.",
    "string_too_long": "Ce texte est trop long.",
    "string_unicode": "Ce texte contient des caractères invalides.",
    "bool_type": "true ou false est attendu.",
    "list_type": "Une liste est attendue.",
    "too_long": "Il y en a trop.",
    "too_short": "Il en faut au moins un.",
    "model_attributes_type": "Un objet est attendu.",
    "model_type": "Un objet est attendu.",
    "json_invalid": "Ce n'est pas du JSON valable.",
    "int_parsing": "Un nombre entier est attendu.",
    "int_type": "Un nombre entier est attendu.",
    "float_parsing": "Un nombre est attendu.",
    "date_from_datetime_parsing": "Écrivez le jour AAAA-MM-JJ.",
    "date_parsing": "Écrivez le jour AAAA-MM-JJ.",
    "greater_than_equal": "Ce nombre est trop petit.",
    "less_than_equal": "Ce nombre est trop grand.",
}
