import { expect, it } from 'vitest';
import type { LabOrder } from '../../api/lab';
import { atOf, DEFAULT_ORDER, fromAddress, toAddress } from './address';

const ORDER: LabOrder = {
  scenario: 'BROKEN_RULE',
  rule: 'VOTERS_REPORT_NOTHING',
  kept: true,
  seed: 17,
  nodes: 12,
  interventions: [
    { atMillis: 5200, kind: 'KILL', target: 'node-2' },
    { atMillis: 7300, kind: 'CUT', target: 'node-1~manager' },
    { atMillis: 9000, kind: 'START', target: 'manager' },
  ],
};

it('address_andBack_isTheSameOrder', () => {
  expect(fromAddress(toAddress(ORDER))).toEqual(ORDER);
  expect(fromAddress(toAddress(DEFAULT_ORDER))).toEqual(DEFAULT_ORDER);
});

it('address_isShort_andReadable', () => {
  expect(decodeURIComponent(toAddress(ORDER, 8000.4).toString())).toBe(
    'scenario=broken-rule&seed=17&nodes=12&rule=voters-report-nothing&kept=1&do=k2@5200,c1-m@7300,sm@9000&at=8000',
  );
});

it('address_thatMakesNoSense_isTheDefault', () => {
  const params = new URLSearchParams('seed=-3&nodes=many&do=x1@2,k@5,k1-2@7,c3@9,,k4@100&at=soon');
  expect(fromAddress(params)).toEqual({ ...DEFAULT_ORDER, interventions: [{ atMillis: 100, kind: 'KILL', target: 'node-4' }] });
  expect(atOf(params)).toBe(0);
});
