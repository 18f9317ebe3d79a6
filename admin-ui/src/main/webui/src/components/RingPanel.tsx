import { useReducedMotion } from '@mantine/hooks';
import { IconChartDonut3 } from '@tabler/icons-react';
import { useMemo } from 'react';
import { standing, type Links } from '../hooks/useLinks';
import { useRing } from '../hooks/useOverview';
import { t } from '../i18n';
import { arcsOf, sharesOf } from '../lib/ring';
import { byName } from '../lib/format';
import { Empty } from './Empty';
import { LinksLayer } from './links/LinksLayer';
import { LinksLegend } from './links/LinksLegend';
import { Panel } from './Panel';
import { Rich } from './Rich';
import { RingCanvas } from './RingCanvas';
import classes from './RingPanel.module.css';
import { RingTable } from './RingTable';

interface Props {
  /** What moves inside the ring. */
  links: Links;
  selected: string | null;
  onSelect: (nodeId: string | null) => void;
}

export function RingPanel({ links, selected, onSelect }: Props) {
  const ring = useRing();
  const still = useReducedMotion();
  const arcs = useMemo(() => (ring ? arcsOf(ring) : []), [ring]);
  const shares = useMemo(() => (ring ? sharesOf(ring, arcs).sort((a, b) => byName(a.nodeId, b.nodeId)) : []), [ring, arcs]);
  const names = standing(ring?.nodes ?? [], links.traffic);
  return (
    <Panel title={t('ring.title')} note={t('ring.note')}>
      {!ring || arcs.length === 0 ? (
        <Empty Icon={IconChartDonut3} title={t('ring.noneTitle')} minHeight={320}>{t('ring.none')}</Empty>
      ) : (
        <div className={classes.split}>
          <div>
            <RingCanvas
              ring={ring}
              arcs={arcs}
              selected={selected}
              onSelect={onSelect}
              inside={(side, inner) => <LinksLayer side={side} inner={inner} names={names} links={links.shown} perDot={links.perDot} still={still} />}
            />
            {links.traffic && <LinksLegend traffic={links.traffic} hidden={links.hidden} onToggle={links.toggle} still={still} />}
          </div>
          <div>
            <RingTable shares={shares} slotCount={ring.slotCount} selected={selected} onSelect={onSelect} />
            <div className={classes.legend}>
              <span><Rich text={t('ring.outer')} parts={{ band: <b>{t('ring.outerBand')}</b> }} /></span>
              <span><Rich text={t('ring.inner')} parts={{ band: <b>{t('ring.innerBands')}</b> }} /></span>
              <span><Rich text={t('ring.ticks')} parts={{ band: <b>{t('ring.tickMarks')}</b> }} /></span>
            </div>
          </div>
        </div>
      )}
    </Panel>
  );
}
