import { expect, it } from 'vitest';
import type { PolicyDocument } from '../api/types';
import { guaranteeOf, policyFor, presetOf, withPrefix } from './guarantee';

const policy = (prefix: string, rest: Partial<PolicyDocument> = {}): PolicyDocument => ({ prefix, consistency: 'eventual', replicas: 3, writeQuorum: 2, readQuorum: 1, ...rest });
const ALL = [policy('session:'), policy('session:admin:'), policy('default')];

it('guaranteeOf_safe_survivesOneLoss_andMayBeStale', () => {
  expect(guaranteeOf(policy('a:')).summary).toBe('An acknowledged write survives the loss of one holder; a read may be briefly stale.');
});

it('guaranteeOf_quorum_readsOverlapWithWrites', () => {
  expect(guaranteeOf(policy('a:', { readQuorum: 2 })).summary).toContain('reads overlap with writes');
});

it('guaranteeOf_fast_saysThatOneDeathCanLoseIt', () => {
  expect(guaranteeOf(policy('a:', { writeQuorum: 1 })).summary).toContain('is lost if its one confirmed holder dies');
});

it('guaranteeOf_strong_isLinearizable', () => {
  expect(guaranteeOf(policy('a:', { consistency: 'strong' })).summary).toContain('Linearizable');
});

it('presetOf_quorums_areNamed', () => {
  expect([policy('', { writeQuorum: 1 }), policy(''), policy('', { readQuorum: 2 }), policy('', { writeQuorum: 3 })].map(presetOf)).toEqual(['fast', 'safe', 'quorum', null]);
});

it('policyFor_severalMatch_theLongestPrefixWins', () => {
  expect(policyFor('session:admin:1', ALL)?.prefix).toBe('session:admin:');
  expect(policyFor('session:1', ALL)?.prefix).toBe('session:');
  expect(policyFor('cart', ALL)?.prefix).toBe('default');
  expect(policyFor('default', [policy('default')])?.prefix).toBe('default');
  expect(policyFor('x', [])).toBeNull();
});

it('withPrefix_anotherPolicy_replacesThePrefix', () => {
  expect(withPrefix('alice', 'session:', ALL)).toBe('session:alice');
  expect(withPrefix('session:alice', 'session:admin:', ALL)).toBe('session:admin:alice');
  expect(withPrefix('session:alice', 'default', ALL)).toBe('alice');
  expect(withPrefix('session:alice', 'session:', ALL)).toBe('session:alice');
});
