"""The page: one article or many, pasted, dropped or fetched, as briefs beside their articles."""

import asyncio
import os
import warnings

from fastapi import FastAPI

from summarise.api.service import Service

# Before Gradio is imported: it would report to its makers otherwise.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"


def mount(app: FastAPI, service: Service) -> None:
    """Serve the page at `/` of `app`, on `service` and its limits."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # libraries of Gradio's that this page does not use warn when imported
        from summarise.ui.mounting import mount_page  # noqa: PLC0415 - heavy

        async def mounted() -> None:
            mount_page(app, service)

        try:
            asyncio.get_running_loop()
        except RuntimeError:  # without a loop Gradio makes several and closes none
            asyncio.run(mounted())
        else:
            mount_page(app, service)
