"""Start the service and stop it well."""

import ipaddress
import logging
import socket
import sys
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from summarise.api.app import create_app
from summarise.api.database import Database
from summarise.api.keys import Keys
from summarise.api.service import Service
from summarise.errors import OutputProblem
from summarise.settings import Settings


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def warning(host: str, require_key: bool, keys: Keys) -> str | None:
    """What the operator should know before strangers come."""
    if not require_key and not is_loopback(host):
        return (
            f"Attention : {host} est ouvert à d'autres machines et aucune clé n'est demandée ; "
            "ajoutez --require-key, ou restez sur 127.0.0.1."
        )
    if require_key and all(key.revoked for key in keys.all()):
        return "Attention : une clé est demandée et il n'y en a aucune ; créez-en une par « summarise keys add NOM »."
    return None


class Server(uvicorn.Server):
    """A server whose page lets go: its readers hold a connection open as long as they look at it."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._leaving: Callable[[], None] = getattr(app.state, "leaving", lambda: None)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; first those connections on which nothing is awaited."""
        self._leaving()
        await super().shutdown(sockets)


def serve(settings: Settings, host: str, port: int, require_key: bool, service: Service | None = None) -> None:
    """Serve until SIGINT or SIGTERM; what was taken is finished."""
    database = Database(settings)
    said = warning(host, require_key, Keys(database))
    if said:
        print(said, file=sys.stderr)
    service = service or Service.load(settings)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for noisy in ("httpx", "httpcore", "trafilatura"):  # addresses and pages are not the log's business
        logging.getLogger(noisy).setLevel(logging.ERROR)
    app = create_app(service, database, require_key=require_key)
    print(f"http://{f'[{host}]' if ':' in host else host}:{port}  (documentation : /docs)", file=sys.stderr)
    config = uvicorn.Config(
        app, host=host, port=port, log_config=None, log_level="warning", access_log=False, server_header=False,
        timeout_keep_alive=15, timeout_graceful_shutdown=int(settings.serve.deadline) + 5, ws="none",
    )  # fmt: skip
    server = Server(config, app)
    try:
        server.run()
    except SystemExit as error:  # uvicorn's way of saying that the port is taken
        raise OutputProblem(
            f"Le port {port} de {host} ne peut être ouvert", "donnez-en un autre par --port."
        ) from error
