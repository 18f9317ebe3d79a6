// One client library against a cluster, as RespClientsIT asks: node clients.mjs LIBRARY MODE PORT [KEYS]
//   slots    writes and reads the keys in the file KEYS, one per slot
//   traffic  writes and reads keys of its own until standard input ends
// It prints "ready" once connected, and one line of JSON at its end.
import { readFileSync } from 'node:fs';
import IORedis from 'ioredis';
import { createCluster } from 'redis';

const [library, mode, port, keysFile] = process.argv.slice(2);
const IN_FLIGHT = 64;
const LANES = 4;
const KEYS_PER_LANE = 100;

async function connect() {
  if (library === 'ioredis') {
    const client = new IORedis.Cluster([{ host: '127.0.0.1', port: Number(port) }], { lazyConnect: true });
    client.on('error', () => {});
    await client.connect();
    return {
      set: (key, value) => client.set(key, value),
      get: (key) => client.get(key),
      close: () => client.quit().catch(() => {}),
    };
  }
  const client = createCluster({
    rootNodes: [{ url: `redis://127.0.0.1:${port}` }],
    RESP: 3,
    // By default it looks for another node after five seconds of reconnecting.
    topologyRefreshOnReconnectionAttemptStrategy: 1_000,
  });
  client.on('error', () => {});
  await client.connect();
  return {
    set: (key, value) => client.set(key, value),
    get: (key) => client.get(key),
    close: () => client.close().catch(() => {}),
  };
}

async function slots(client) {
  const keys = readFileSync(keysFile, 'utf8').trim().split('\n');
  const wrong = [];
  let next = 0;
  const work = async () => {
    while (next < keys.length) {
      const key = keys[next++];
      const value = `${library}:${key}`;
      const answer = await client.set(key, value);
      const found = await client.get(key);
      if (answer !== 'OK' || found !== value) wrong.push(`${key}: SET ${answer}, GET ${found}`);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  return { operations: 2 * keys.length, wrong: wrong.slice(0, 20) };
}

async function traffic(client) {
  const allowed = {};
  const errors = [];
  const wrong = [];
  let failed = 0;
  let operations = 0;
  let longestPauseMillis = 0;
  let stopped = false;
  let lastGood = performance.now();
  const good = () => {
    const now = performance.now();
    longestPauseMillis = Math.max(longestPauseMillis, now - lastGood);
    lastGood = now;
    operations++;
  };
  const bad = (what, error) => {
    failed++;
    if (errors.length < 20) errors.push(`${what}: ${error}`);
  };
  process.stdin.on('data', () => {});
  process.stdin.on('end', () => {
    stopped = true;
  });
  const lane = async (number) => {
    for (let turn = 0; !stopped; turn++) {
      const key = `${library}:${process.pid}:${number}:${turn % KEYS_PER_LANE}`;
      const value = `${turn}`;
      try {
        await client.set(key, value);
        allowed[key] = [value];
        good();
      } catch (error) {
        // Perhaps it was written all the same.
        allowed[key] = [...(allowed[key] ?? [null]), value];
        bad(`SET ${key}`, error);
        continue;
      }
      try {
        const found = await client.get(key);
        good();
        if (found !== value) wrong.push(`GET ${key}: ${found}, not ${value}`);
      } catch (error) {
        bad(`GET ${key}`, error);
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  return { operations, failed, errors, wrong: wrong.slice(0, 20), longestPauseMillis: Math.round(longestPauseMillis), allowed };
}

const client = await connect();
console.log('ready');
const report = await (mode === 'slots' ? slots(client) : traffic(client));
console.log(JSON.stringify(report));
await Promise.race([client.close(), new Promise((done) => setTimeout(done, 1_000))]);
process.exit(0);
