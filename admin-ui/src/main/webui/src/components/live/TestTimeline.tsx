import { useMemo } from 'react';
import type { LabOperation, TestHistory } from '../../api/liveTests';
import { t } from '../../i18n';
import { count, span } from '../../lib/format';
import type { Blemish } from '../../lib/live/tests';
import { LANE, LEFT, TIMELINE_WIDTH, timelineOf, type Range } from '../../lib/live/timeline';
import classes from './live.module.css';
import { OperationShape } from './OperationShape';

interface Props {
  history: TestHistory;
  operations: LabOperation[];
  blemishes: ReadonlyMap<number, Blemish>;
  range: Range;
}

const AXIS = 22;
const TICKS = 4;

/** What each client did with one key, and when. */
export function TestTimeline({ history, operations, blemishes, range }: Props) {
  const timeline = useMemo(() => timelineOf(operations, blemishes, range), [operations, blemishes, range]);
  const { test } = history;
  const xOf = (micros: number) => LEFT + Math.max(0, Math.min(1, (micros - range.from) / (range.to - range.from))) * (TIMELINE_WIDTH - LEFT);
  const broken = test.faultFromMillis === null ? null : [xOf(test.faultFromMillis * 1000), xOf((test.faultToMillis ?? test.elapsedMillis) * 1000)] as const;
  return (
    <>
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('live.test.history')}>
        <svg className={classes.timeline} viewBox={`0 0 ${TIMELINE_WIDTH + 8} ${timeline.height + AXIS}`} role="img" aria-label={t('live.test.picture')}>
          {broken && broken[1] > broken[0] && (
            <>
              <rect className={classes.window} x={broken[0]} y={0} width={broken[1] - broken[0]} height={timeline.height} />
              <text className={classes.windowName} x={broken[0] + 3} y={timeline.height + 15}>{t('live.test.broken')}</text>
            </>
          )}
          {timeline.lanes.map((lane) => (
            <g key={`${lane.client} ${lane.node}`}>
              <line className={classes.laneLine} x1={LEFT} x2={TIMELINE_WIDTH} y1={lane.y + LANE / 2} y2={lane.y + LANE / 2} />
              <text className={classes.laneName} x={0} y={lane.y}>{lane.client === 0 ? t('live.test.lastLane', { node: lane.node }) : t('live.test.lane', { client: lane.client, node: lane.node })}</text>
            </g>
          ))}
          {timeline.bars.map(({ operation, blemish, x, y, width }) => (
            <g key={operation.id}>
              <title>{`${operation.id} · ${t(`live.test.kind.${operation.kind}`)} ${operation.value ?? t('live.test.nothingFound')} · ${t(`live.test.outcome.${operation.outcome}`)}`}</title>
              <OperationShape kind={operation.kind} outcome={operation.outcome} blemish={blemish} x={x} y={y} width={width} />
            </g>
          ))}
          {Array.from({ length: TICKS + 1 }, (_, i) => {
            const micros = range.from + ((range.to - range.from) * i) / TICKS;
            return <text key={i} className={classes.laneName} textAnchor={i === TICKS ? 'end' : i === 0 ? 'start' : 'middle'} x={xOf(micros)} y={timeline.height + 14}>{broken && i === 0 ? '' : span(micros / 1000)}</text>;
          })}
        </svg>
      </div>
      {timeline.bars.length < timeline.inRange && <p className={classes.legend}>{t('live.test.some', { shown: count(timeline.bars.length), all: count(timeline.inRange) })}</p>}
      <Legend />
    </>
  );
}

const LEGEND = [
  { word: 'write', kind: 'write', outcome: 'ok', blemish: null },
  { word: 'read', kind: 'read', outcome: 'ok', blemish: null },
  { word: 'failed', kind: 'write', outcome: 'failed', blemish: null },
  { word: 'in_doubt', kind: 'write', outcome: 'in_doubt', blemish: null },
  { word: 'stale', kind: 'read', outcome: 'ok', blemish: 'stale' },
  { word: 'lost', kind: 'write', outcome: 'ok', blemish: 'lost' },
  { word: 'offending', kind: 'read', outcome: 'ok', blemish: 'offending' },
] as const;

function Legend() {
  return (
    <ul className={classes.legend} aria-label={t('live.test.legend')}>
      {LEGEND.map(({ word, kind, outcome, blemish }) => (
        <li key={word}><svg width={30} height={20} aria-hidden><OperationShape kind={kind} outcome={outcome} blemish={blemish} x={5} y={10} width={20} /></svg>{t(`live.test.bars.${word}`)}</li>
      ))}
    </ul>
  );
}
