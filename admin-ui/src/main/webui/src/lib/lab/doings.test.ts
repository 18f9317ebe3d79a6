import { expect, it } from 'vitest';
import type { Film, LabMenu, NodeChange } from '../../api/lab';
import { doingInWords, doingToNode, doingToWay, operationsIn, whyNot } from './doings';
import type { Moment } from './film';

const node = (process: NodeChange['process']) => ({ process }) as NodeChange;
const FILM = {
  names: ['manager', 'node-1', 'node-2'], actMicros: 30_000_000,
  order: { scenario: 'PARTITION', interventions: [{ atMillis: 1, kind: 'KILL', target: 'node-1' }] },
  verdict: { micros: 40_000_000 },
} as Film;
const MOMENT: Moment = { nodes: [node('UP'), node('OFF'), null], cuts: new Set(['0-2']) };
const MENU = { maxInterventions: 2 } as LabMenu;

it('click_onNode_killsWhatRuns_startsWhatDoesNot', () => {
  expect([0, 1, 2].map((n) => doingToNode(FILM, MOMENT, n, 5_200_900))).toEqual([
    { atMillis: 5200, kind: 'KILL', target: 'manager' },
    { atMillis: 5200, kind: 'START', target: 'node-1' },
    { atMillis: 5200, kind: 'START', target: 'node-2' },
  ]);
});

it('click_onWay_cuts_orHeals_lowerNameFirst', () => {
  expect(doingToWay(FILM, MOMENT, 2, 1, 1000)).toEqual({ atMillis: 1, kind: 'CUT', target: 'node-1~node-2' });
  expect(doingToWay(FILM, MOMENT, 2, 0, 1000)).toEqual({ atMillis: 1, kind: 'HEAL', target: 'manager~node-2' });
});

it('whyNot_afterTheHealing_ortoldMessageByMessage_orTooMany', () => {
  expect(whyNot(FILM, MENU, 29_999_999)).toBeNull();
  expect(whyNot(FILM, MENU, 30_000_000)).toMatch(/healed/);
  expect(whyNot({ ...FILM, verdict: { ...FILM.verdict, micros: 7 } }, MENU, 7)).toMatch(/ended/);
  expect(whyNot(FILM, { ...MENU, maxInterventions: 1 }, 0)).toMatch(/1 interventions at most/);
  expect(whyNot({ ...FILM, order: { ...FILM.order, scenario: 'CASPAXOS_RULE' } }, MENU, 0)).toMatch(/message by message/);
});

it('doingInWords_readsAsACommand', () => {
  expect(doingInWords({ atMillis: 1, kind: 'CUT', target: 'node-1~manager' })).toBe('Cut node-1 and manager');
});

it('operationsIn_eachOnce_inOrder', () => {
  expect(operationsIn('key k: #12 put ... #7 get, after #12')).toEqual(['#12', '#7']);
  expect(operationsIn(null)).toEqual([]);
});
