import type { Overview } from '../api/types';
import { t } from '../i18n';
import { bytes, bytesParts, count, percent, rate } from '../lib/format';
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
  const [usedNumber, usedUnit] = bytesParts(used);
  const hitRatio = hitRatioOf(overview);
  return [
    { label: t('overview.nodesServing'), value: count(serving.length), unit: t('overview.ofNodes', { all: members.length - standby }), note: standby ? t('overview.onStandby', { standby }) : t('overview.noneOnStandby') },
    { label: t('overview.ringVersion'), value: count(cluster.ringVersion), note: t('overview.replicasPerSlot', { replicas: cluster.replicationFactor }) },
    { label: t('overview.entries'), value: count(entries), note: t('overview.copiesIncluded') },
    { label: t('overview.memory'), value: usedNumber, unit: usedUnit, note: t('overview.ofMemory', { limit: bytes(limit) }) },
    { label: t('overview.operations'), value: rate(operationsOf(overview)), unit: t('overview.aSecond'), note: t('overview.readsAndWrites') },
    { label: t('overview.hitRatio'), value: percent(hitRatio), note: hitRatio === null ? t('overview.noReads') : t('overview.ofReads') },
  ];
}

/** The headline figures. */
export function Figures({ overview }: { overview: Overview }) {
  return (
    <dl className={classes.strip} aria-label={t('overview.figures')}>
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
