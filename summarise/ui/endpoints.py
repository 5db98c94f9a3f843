"""What programs call through the page: Gradio's client, and the Model Context Protocol by Gradio's own flag."""

from typing import Any

import gradio as gr

from summarise.ui.asking import Asking, of_failure, request_of
from summarise.ui.markup import escape


def add_endpoints(asking: Asking, slots: int) -> None:
    """Add the endpoints to the page that is being built."""

    async def condense(  # noqa: PLR0913, PLR0917 - an endpoint's parameters are its shape
        article: str, title: str = "", date: str = "", english: bool = False, redact: bool = True, key: str = "",
        request: gr.Request = None,  # type: ignore[assignment]
    ) -> dict[str, Any]:  # fmt: skip
        """Condense a French court report into a checked brief whose every value points at its words.

        Args:
            article: The text of the article, or the address of its page.
            title: The article's title, if it is not in the text.
            date: The day on which it appeared, YYYY-MM-DD.
            english: Whether an English version is wanted.
            redact: Whether the names of minors and of victims of sexual offences are replaced first.
            key: A key, where the service asks for one.

        Returns:
            The brief, as `POST /api/v1/briefs` answers it.
        """
        try:
            asked = request_of(article, title, date, english=english, redact=redact)
            return (await asking.one(asked, key, request)).model_dump(mode="json")
        except Exception as error:
            raise gr.Error(escape(of_failure(error).message), print_exception=False) from None

    gr.api(  # type: ignore[attr-defined]
        condense, api_name="condense", concurrency_limit=slots, concurrency_id="one"
    )  # fmt: skip
