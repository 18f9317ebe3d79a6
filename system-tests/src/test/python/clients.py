"""redis-py as people use it: clients.py PORT FILE. The file has one key per slot. The last line printed is a report."""

import json
import sys

from redis.cluster import RedisCluster

BATCH = 512


def batches(keys):
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def main(port, file):
    wrong = []
    operations = 0

    def expect(what, found, wanted):
        nonlocal operations
        operations += 1
        if found != wanted:
            wrong.append(f"{what}: {found!r}, not {wanted!r}")

    client = RedisCluster(host="127.0.0.1", port=port, decode_responses=True)
    expect("nodes", len(client.get_nodes()), 3)
    with open(file, encoding="ascii") as lines:
        keys = lines.read().split()
    for batch in batches(keys):
        writes = client.pipeline()
        reads = client.pipeline()
        for key in batch:
            writes.set(key, "py:" + key)
            reads.get(key)
        for key, found in zip(batch, writes.execute()):
            expect("set " + key, found, True)
        for key, found in zip(batch, reads.execute()):
            expect("get " + key, found, "py:" + key)

    expect("set ex", client.set("py:ttl", "x", ex=100), True)
    expect("ttl", 0 < client.ttl("py:ttl") <= 100, True)
    expect("set nx", client.set("py:ttl", "y", nx=True), None)
    expect("delete", client.delete("py:ttl"), 1)
    expect("get of nothing", client.get("py:ttl"), None)
    client.delete("py:count")
    expect("incr", [client.incr("py:count") for _ in range(3)], [1, 2, 3])
    expect("incrbyfloat", client.incrbyfloat("py:count", 0.5), 3.5)
    expect("mset", client.mset({"{py}a": "1", "{py}b": "2"}), True)
    expect("mget", client.mget(["{py}a", "{py}b", "{py}c"]), ["1", "2", None])
    expect("mset_nonatomic", all(client.mset_nonatomic({"py:1": "1", "py:2": "2"})), True)
    expect("mget_nonatomic", client.mget_nonatomic("py:1", "py:2"), ["1", "2"])
    # To redis-py a node that also holds copies of others is no primary: all nodes are named.
    everywhere = RedisCluster.ALL_NODES
    found = sorted(client.scan_iter(match="{py}*", count=1000, target_nodes=everywhere))
    expect("scan_iter", found, ["{py}a", "{py}b"])
    expect("dbsize", client.dbsize(target_nodes=everywhere) >= len(keys), True)
    expect("keyslot", client.cluster_keyslot("py:1"), client.keyslot("py:1"))
    print(json.dumps({"operations": operations, "failed": 0, "wrong": wrong}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
