"""All that can go wrong, sorted by whose fault it is. A message is one French sentence that ends with the way out.

SummariseError
├── InputError          the article or the request cannot be used as it is
│   ├── EmptyInput, TooShort, TooLarge, NotFrench, NotText, BadEncoding
│   ├── BadDate, BadOption
│   └── BadRecord       one line of a batch
├── SourceError         the article cannot be had
│   ├── FileProblem, OutputProblem
│   └── FetchProblem, ForbiddenAddress, WrongContentType
├── SettingsError       the settings file is wrong
├── ModelError          the model is missing, damaged or does not fit
└── WorkerError         our own process failed on one article
"""


class SummariseError(Exception):
    """Base of all errors that a user may see. `code` is stable, the message is for people."""

    code = "error"
    exit_code = 2

    def __init__(self, problem: str, way_out: str) -> None:
        self.problem = problem
        self.way_out = way_out
        super().__init__(f"{problem} : {way_out}")

    def __reduce__(self) -> tuple[type["SummariseError"], tuple[str, str]]:
        return type(self), (self.problem, self.way_out)

    @property
    def message(self) -> str:
        """The whole sentence, on one line: what is wrong, then the way out."""
        return " ".join(f"{self.problem} : {self.way_out}".split())


class InputError(SummariseError):
    """The article or the request cannot be used as it is."""

    code = "input"


class EmptyInput(InputError):
    """Nothing, or only white space."""

    code = "empty"


class TooShort(InputError):
    """Too few words for a brief."""

    code = "too_short"


class TooLarge(InputError):
    """More bytes or characters than the limits allow."""

    code = "too_large"


class NotFrench(InputError):
    """The text is in another language, or in none that we know."""

    code = "not_french"


class NotText(InputError):
    """A PDF, an image, an archive, or other binary content."""

    code = "binary"


class BadEncoding(InputError):
    """Text whose characters cannot be read, or were damaged on the way."""

    code = "encoding"


class BadDate(InputError):
    """A date that is not YYYY-MM-DD."""

    code = "date"


class BadOption(InputError):
    """A command line that cannot be understood."""

    code = "option"


class BadRecord(InputError):
    """A line of a batch that cannot be read."""

    code = "bad_record"


class SourceError(SummariseError):
    """The article cannot be had."""

    code = "source"


class FileProblem(SourceError):
    """A file that is missing or cannot be read."""

    code = "file"


class OutputProblem(SourceError):
    """A place where nothing can be written."""

    code = "output"


class FetchProblem(SourceError):
    """An address that does not answer as it should. `status` and `retry_after` are what it said, if it did."""

    code = "fetch"
    status: int | None = None
    retry_after: str | None = None


class ForbiddenAddress(SourceError):
    """An address that is not on the public web."""

    code = "forbidden_address"


class WrongContentType(SourceError):
    """An address that answers with something else than a page of text."""

    code = "content_type"


class SettingsError(SummariseError):
    """A settings file that cannot be used."""

    code = "settings"


class ModelError(SummariseError):
    """The model is missing, damaged or does not fit."""

    code = "model"


class WorkerError(SummariseError):
    """Our own process failed on one article."""

    code = "worker"
