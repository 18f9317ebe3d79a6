import { afterEach, expect, it, vi } from 'vitest';
import { ago, bytes, clock, count, dateAndClock, percent, span } from '../lib/format';
import { METRICS } from '../lib/heat';
import { guaranteeOf } from '../lib/guarantee';
import { explain, titleOf } from '../lib/problems';
import { ProblemError } from '../api/http';
import { messageOf, reasonInWords, typeInWords } from '../lib/events';
import { language, said, speak, t } from '.';

afterEach(async () => {
  vi.unstubAllGlobals();
  await speak('en');
});

const event = (type: string, details: Record<string, unknown>) => messageOf({ id: 1, type, nodeId: 'node-3', atMillis: 0, ringVersion: 1, message: 'as the server says it', details });

it('speak_changesWords_numbersAndTheDocument_andBackAgain', async () => {
  const html = { lang: 'en' };
  vi.stubGlobal('document', { documentElement: html });
  await speak('ja');
  expect([language(), html.lang, t('shell.room.nodes'), METRICS[0]!.label]).toEqual(['ja', 'ja', 'ノード', 'キー数']);
  await speak('en');
  expect([language(), html.lang, t('shell.room.nodes'), METRICS[0]!.label]).toEqual(['en', 'en', 'Nodes', 'Keys']);
});

it('numbersTimesAndSpans_followTheLanguage', async () => {
  await speak('ja');
  const at = new Date(2026, 10, 9, 7, 5, 3).getTime();
  expect([count(16384), bytes(1536), percent(0.987), span(65_000), span(90_061_000), span(40)]).toEqual(['16,384', '1.5 KiB', '98.7%', '1 分 5 秒', '1 日 1 時間', '40 ms']);
  expect([ago(null), ago(1500), ago(12_000)]).toEqual(['なし', 'たった今', '12 秒前']);
  expect([clock(at), dateAndClock(at)]).toEqual(['07:05:03', '2026/11/09 07:05:03']);
  await speak('en');
  expect([clock(at), dateAndClock(at)]).toEqual(['07:05:03', '2026-11-09 07:05:03']);
});

it('plurals_oneInEnglish_noneInJapanese', async () => {
  const both = () => [t('browser.keys.count', { count: 1 }), t('browser.keys.count', { count: 1200 })];
  expect(both()).toEqual(['1 key', '1,200 keys']);
  await speak('ja');
  expect(both()).toEqual(['1 キー', '1,200 キー']);
});

it('values_areNoMarkupAndNoWords', () => {
  expect(t('policies.gone', { prefix: '<b>$t(shell.language) {{x}}' })).toBe('The policy for <b>$t(shell.language) {{x}} is gone.');
});

it('guarantee_inJapanese_isSpelledOut', async () => {
  await speak('ja');
  expect(guaranteeOf({ prefix: 'a:', writeQuorum: 2, readQuorum: 1, replicas: 3 }).summary).toBe('確認済みの書き込みは、1 ノードが失われても残ります。読み取りは、少しの間古いことがあります。');
});

it('server_inEnglish_isQuoted', () => expect([event('node_down', { how: 'ended' }), said('advice.no_holder_alive', {}, 'No node is there.')]).toEqual(['as the server says it', 'No node is there.']));

it('server_inJapanese_isSaidByCode_andByTheWayItHappened', async () => {
  await speak('ja');
  expect(event('node_down', { how: 'ended' })).toContain('プロセスが終わり');
  expect(event('node_down', { how: 'in a new way' })).toContain('応答しません');
  expect(event('slots_lost', { count: 9, reason: 'no_holder' })).toContain('9 スロットに、長い間');
  expect(event('rebalance_started', { rebalance: 7, reason: 'node_joined', slots: 1234 })).toBe('再配置 7（ノードの加入）が始まり、1,234 スロットが移ります。');
  expect(said('advice.clock_ahead', { node: 'node-2', millis: 6200 }, '')).toBe('node-2 の時計が 6.2 秒進んでいます');
  expect(said('advice.start_nodes', { nodes: ['node-1', 'node-2'] }, '')).toBe('node-1、node-2 を起動してください。');
});

it('server_codeThatNobodyKnows_orValuesThatLack_areSaidInEnglish', async () => {
  await speak('ja');
  expect(event('brand_new', {})).toBe('as the server says it');
  expect(event('rebalance_started', {})).toBe('as the server says it');
  expect([typeInWords('brand_new'), reasonInWords('brand_new')]).toEqual(['Brand new', 'Brand new']);
});

it('problem_inJapanese_isSaidByCode_withTheServersWordsBeside', async () => {
  const error = new ProblemError({ type: '', title: 'There is no such node', status: 404, detail: 'node-9 is nowhere.', code: 'node_not_found', retryable: false, inDoubt: false });
  expect(explain(error)).toEqual({ words: 'node-9 is nowhere.', server: null });
  await speak('ja');
  expect([titleOf(error.problem), explain(error)]).toEqual(['そのノードはありません', { words: 'そのノードはありません', server: 'node-9 is nowhere.' }]);
});
