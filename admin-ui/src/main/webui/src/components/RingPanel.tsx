import { IconChartDonut3 } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useRing } from '../hooks/useOverview';
import { arcsOf, sharesOf } from '../lib/ring';
import { byName } from '../lib/format';
import { Empty } from './Empty';
import { Panel } from './Panel';
import { RingCanvas } from './RingCanvas';
import classes from './RingPanel.module.css';
import { RingTable } from './RingTable';

interface Props {
  selected: string | null;
  onSelect: (nodeId: string | null) => void;
}

export function RingPanel({ selected, onSelect }: Props) {
  const ring = useRing();
  const arcs = useMemo(() => (ring ? arcsOf(ring) : []), [ring]);
  const shares = useMemo(() => (ring ? sharesOf(ring, arcs).sort((a, b) => byName(a.nodeId, b.nodeId)) : []), [ring, arcs]);
  return (
    <Panel title="Ring" note="Who holds which slots. Point at a slot for its replica list; choose a node to see what it holds.">
      {!ring || arcs.length === 0 ? (
        <Empty Icon={IconChartDonut3} title="No ring yet" minHeight={320}>It is drawn up when the expected nodes have registered.</Empty>
      ) : (
        <div className={classes.split}>
          <RingCanvas ring={ring} arcs={arcs} selected={selected} onSelect={onSelect} />
          <div>
            <RingTable shares={shares} slotCount={ring.slotCount} selected={selected} onSelect={onSelect} />
            <div className={classes.legend}>
              <span><b>Outer band</b> home primaries</span>
              <span><b>Inner bands</b> the other replicas</span>
              <span><b>Ticks</b> virtual nodes</span>
            </div>
          </div>
        </div>
      )}
    </Panel>
  );
}
