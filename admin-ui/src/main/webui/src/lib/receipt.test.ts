import { expect, it } from 'vitest';
import { parseAcks, parseReceipt, ttlLeftMillis, versionFromEtag } from './receipt';

it('parseReceipt_allHeaders_readsEachOne', () => {
  const headers = new Headers({
    'X-Meguri-Version': '7-node-1-1', 'X-Meguri-Source': 'replica', 'X-Meguri-Node': 'node-2', 'X-Meguri-Slot': '0', 'X-Meguri-Ring-Version': '12',
    'X-Meguri-Acks': '2/3', 'X-Meguri-Consistency': 'eventual', 'X-Meguri-Policy': 'session:', 'X-Meguri-TTL-Millis': '1500', 'X-Meguri-Via': 'node-3',
  });
  expect(parseReceipt(headers, 99)).toEqual({
    version: '7-node-1-1', source: 'replica', node: 'node-2', slot: 0, ringVersion: 12, acks: { confirmed: 2, of: 3 },
    consistency: 'eventual', policy: 'session:', ttlMillis: 1500, why: null, via: 'node-3', receivedAtMillis: 99,
  });
});

it('parseReceipt_noHeaders_isAllUnknown', () => {
  const receipt = parseReceipt(new Headers(), 0);
  expect(receipt).toMatchObject({ version: null, source: null, slot: null, acks: null, ttlMillis: null });
});

it('parseReceipt_sourceThatNobodyKnows_isUnknown', () => {
  expect(parseReceipt(new Headers({ 'X-Meguri-Source': 'elsewhere' }), 0).source).toBeNull();
});

it.each([['2/3', { confirmed: 2, of: 3 }], ['two', null], ['2/', null], [null, null]])('parseAcks %s', (text, acks) => {
  expect(parseAcks(text)).toEqual(acks);
});

it.each([['"v1"', 'v1'], ['W/"v1"', 'v1'], ['v1', null], ['""', null], [null, null]])('versionFromEtag %s', (etag, version) => {
  expect(versionFromEtag(etag)).toBe(version);
});

it('ttlLeft_timePasses_countsDownToZeroAndStays', () => {
  const receipt = parseReceipt(new Headers({ 'X-Meguri-TTL-Millis': '1000' }), 5000);
  expect([5000, 5400, 6000, 9000].map((now) => ttlLeftMillis(receipt, now))).toEqual([1000, 600, 0, 0]);
  expect(ttlLeftMillis(parseReceipt(new Headers(), 5000), 6000)).toBeNull();
});
