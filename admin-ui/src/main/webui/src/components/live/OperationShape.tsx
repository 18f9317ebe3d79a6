import type { LabOperation } from '../../api/liveTests';
import type { Blemish } from '../../lib/live/tests';
import classes from './live.module.css';

interface Props {
  kind: LabOperation['kind'];
  outcome: LabOperation['outcome'];
  blemish: Blemish | null;
  x: number;
  y: number;
  width: number;
}

/** A write is a high bar, a read a low one; stale: a triangle over it, lost: a cross through it, else in question: a frame around it. */
export function OperationShape({ kind, outcome, blemish, x, y, width }: Props) {
  const height = kind === 'write' ? 11 : 5;
  const middle = x + width / 2;
  return (
    <>
      <rect className={classes.barShape} data-kind={kind} data-outcome={outcome} x={x} y={y - height / 2} width={width} height={height} rx={kind === 'write' ? 1 : 2.5} />
      {blemish === 'offending' && <rect className={classes.blemish} data-blemish={blemish} x={x - 3} y={y - 8.5} width={width + 6} height={17} rx={2} />}
      {blemish === 'stale' && <polygon className={classes.blemish} data-blemish={blemish} points={`${middle - 4.5},${y - 9.5} ${middle + 4.5},${y - 9.5} ${middle},${y - 2.5}`} />}
      {blemish === 'lost' && <polyline className={classes.blemish} data-blemish={blemish} points={`${middle - 5},${y - 8} ${middle},${y} ${middle + 5},${y - 8} ${middle},${y} ${middle + 5},${y + 8} ${middle},${y} ${middle - 5},${y + 8}`} />}
    </>
  );
}
