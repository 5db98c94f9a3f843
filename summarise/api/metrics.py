"""What Prometheus may know: counts and durations, never a word of an article."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from summarise.api.desk import Desk

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60)


class Metrics:
    """One registry for each service, so that two of them can live in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter(
            "summarise_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "summarise_request_seconds", "Time to answer.", ("route",), buckets=_SECONDS, registry=self.registry
        )
        self.outcomes = Counter("summarise_briefs", "Articles by outcome.", ("outcome",), registry=self.registry)
        self.refused = Counter("summarise_refused", "Requests refused, by code.", ("code",), registry=self.registry)

    def watch(self, desk: Desk) -> None:
        """Show how full the desk is."""
        gauges = {
            "summarise_queue_waiting": ("Articles that wait.", lambda: desk.waiting),
            "summarise_workers_busy": ("Workers at work.", lambda: desk.busy),
            "summarise_workers": ("Workers.", lambda: desk.workers),
            "summarise_condense_seconds_mean": ("Mean time in a worker, of late.", lambda: desk.mean),
        }
        for name, (text, value) in gauges.items():
            Gauge(name, text, registry=self.registry).set_function(value)

    def text(self) -> bytes:
        """The exposition."""
        return generate_latest(self.registry)
