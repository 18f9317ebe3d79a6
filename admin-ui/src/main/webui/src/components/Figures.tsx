import type { Overview } from '../api/types';
import { bytes, count, percent, rate } from '../lib/format';
import { hitRatioOf, operationsOf } from '../lib/history';
import { isRunning } from '../lib/states';
import classes from './Figures.module.css';

interface Figure {
  label: string;
  value: string;
  unit?: string;
  note: string;
}

function figuresOf(overview: Overview): Figure[] {
  const cluster = overview.cluster;
  if (!cluster) return [];
  const members = cluster.nodes.filter((n) => n.state !== 'REMOVED');
  const serving = members.filter((n) => n.state === 'ACTIVE' || n.state === 'LEAVING' || n.state === 'JOINING');
  const standby = members.filter((n) => n.state === 'STANDBY').length;
  const running = members.filter((n) => isRunning(n.state));
  const entries = running.reduce((sum, n) => sum + n.entries, 0);
  const used = running.reduce((sum, n) => sum + n.memoryBytes, 0);
  const limit = running.reduce((sum, n) => sum + n.memoryLimitBytes, 0);
  const [usedNumber = '', usedUnit = ''] = bytes(used).split(' ');
  const hitRatio = hitRatioOf(overview);
  return [
    { label: 'Nodes serving', value: `${serving.length}`, unit: `of ${members.length - standby}`, note: standby ? `${standby} on standby` : 'none on standby' },
    { label: 'Ring version', value: count(cluster.ringVersion), note: `${cluster.replicationFactor} replicas per slot` },
    { label: 'Entries', value: count(entries), note: 'copies included' },
    { label: 'Memory', value: usedNumber, unit: usedUnit, note: `of ${bytes(limit)}` },
    { label: 'Operations', value: rate(operationsOf(overview)), unit: '/s', note: 'reads and writes' },
    { label: 'Hit ratio', value: percent(hitRatio), note: hitRatio === null ? 'no reads just now' : 'of the reads' },
  ];
}

/** The headline figures. */
export function Figures({ overview }: { overview: Overview }) {
  return (
    <dl className={classes.strip} aria-label="Headline figures">
      {figuresOf(overview).map((f) => (
        <div key={f.label} className={classes.figure}>
          <dt>{f.label}</dt>
          <dd className={`${classes.value} num`}>{f.value}{f.unit && <span className={classes.unit}>{f.unit}</span>}</dd>
          <dd className={classes.note}>{f.note}</dd>
        </div>
      ))}
    </dl>
  );
}
