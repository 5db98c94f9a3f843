"""A batch on a local Ray cluster of two nodes: `python tests/ray_cluster.py in.jsonl out.jsonl [--kill] [--real]`.

With `--kill` the second node is killed once the first outcomes are there. Prints what happened as JSON.
"""

import argparse
import json
import logging
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
os.environ["RAY_raylet_start_wait_time_s"] = "180"  # noqa: SIM112 - its name; nodes take their time to come up on a busy machine

import ray
from fakes import load_patient
from ray.cluster_utils import Cluster

from summarise.batch import ray_shards
from summarise.settings import Settings

NO_CLUSTER = 75  # « try again later »


def _kill_later(cluster: Any, node: Any, shards: Path, killed: list[float], begun: float) -> None:
    """Kill `node` when two shards are finished."""
    while len(list(shards.glob("*.out"))) < 2:
        time.sleep(0.01)
    cluster.remove_node(node, allow_graceful=False)
    killed.append(round(time.perf_counter() - begun, 1))


def main() -> None:
    """Run it once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--shard", type=int, default=ray_shards.SHARD)
    given = parser.parse_args()
    ray_shards.SHARD = given.shard
    try:
        cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": 10**8})
        second = cluster.add_node(num_cpus=1, object_store_memory=10**8)
    except Exception as error:  # Ray raises bare ones
        print(f"Ray cannot start its nodes here: {error}", file=sys.stderr)
        sys.exit(NO_CLUSTER)
    path = {"env_vars": {"PYTHONPATH": os.pathsep.join(sys.path)}}
    ray.init(address=cluster.address, log_to_driver=False, logging_level=logging.ERROR, runtime_env=path)
    nodes, killed, begun = len([n for n in ray.nodes() if n["Alive"]]), list[float](), time.perf_counter()
    if given.kill:
        shards = given.out.with_name(given.out.name + ".shards")
        threading.Thread(target=_kill_later, args=(cluster, second, shards, killed, begun), daemon=True).start()
    load = None if given.real else load_patient
    tally = ray_shards.run_ray(given.source, given.out, Settings(), load=load)
    seconds = round(time.perf_counter() - begun, 1)
    left = len([n for n in ray.nodes() if n["Alive"]])
    print(json.dumps({"nodes": [nodes, left], "killed_after": killed, "done": tally.done, "seconds": seconds}))
    ray.shutdown()
    cluster.shutdown()


if __name__ == "__main__":
    main()
