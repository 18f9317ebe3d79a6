import { useRef, useState, type PointerEvent } from 'react';
import type { LiveFaults } from '../../api/live';
import { useNodeColors } from '../../hooks/useNodeColors';
import { t } from '../../i18n';
import { nameOf } from '../../lib/live/faults';
import { BORDER, groupAt, groupOf, HEIGHT, linksOf, MANAGER, membersOf, RADIUS, spotsOf, stateOf, WIDTH, type Group, type Groups, type LinkState, type Spot } from '../../lib/live/picture';
import classes from './live.module.css';

interface Props {
  faults: LiveFaults;
  groups: Groups;
  chosen: { node: string; peer: string | null };
  onChoose: (node: string, peer: string | null) => void;
  onGroup: (member: string, group: Group) => void;
}

/** Closer than this to where it was taken, it was a click. */
const CLICK = 5;
export const SIGNS: Record<LinkState, string> = { fine: '', cut: '×', bad: '!' };
const SIGN_COLORS: Record<LinkState, string> = { fine: 'none', cut: 'var(--bad)', bad: 'var(--moving)' };

interface Drag {
  member: string;
  from: Spot;
  at: Spot;
}

/** Nodes, manager and links. A click aims the form, a drag over the border changes the group; the forms beside it do the same. */
export function LinkPicture({ faults, groups, chosen, onChoose, onGroup }: Props) {
  const colorOf = useNodeColors();
  const svg = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const members = membersOf(faults);
  const spots = spotsOf(members, groups);
  if (drag) spots.set(drag.member, drag.at);
  const troubled = new Set([...faults.killed.map((one) => one.nodeId), ...faults.nodes.filter((node) => node.faults.some((fault) => fault.peer === undefined)).map((node) => node.nodeId)]);

  const spotOf = (event: PointerEvent): Spot => {
    const box = svg.current!.getBoundingClientRect();
    return { x: ((event.clientX - box.left) / box.width) * WIDTH, y: ((event.clientY - box.top) / box.height) * HEIGHT };
  };
  const take = (member: string) => (event: PointerEvent<SVGGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = spotOf(event);
    setDrag({ member, from: at, at });
  };
  const drop = () => {
    if (!drag) return;
    setDrag(null);
    const far = Math.hypot(drag.at.x - drag.from.x, drag.at.y - drag.from.y);
    if (far >= CLICK) onGroup(drag.member, groupAt(drag.at.x));
    else if (drag.member !== MANAGER) onChoose(drag.member, null);
  };

  return (
    <>
      <svg ref={svg} className={classes.picture} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('live.faults.picture')}>
        {(['A', 'B'] as const).map((group) => {
          const [x, width] = group === 'A' ? [1, BORDER - 7] : [BORDER + 5, WIDTH - BORDER - 6];
          const empty = !members.some((member) => groupOf(groups, member) === group);
          return (
            <g key={group}>
              <rect className={classes.room} x={x} y={1} width={width} height={HEIGHT - 2} rx={12} data-over={(drag && groupAt(drag.at.x) === group && groupOf(groups, drag.member) !== group) || undefined} />
              <text className={classes.roomName} x={x + 14} y={24}>{t('live.faults.groupLabel', { group })}</text>
              {empty && <text className={classes.hint} x={x + width / 2} y={HEIGHT / 2}>{t('live.faults.dragHere')}</text>}
            </g>
          );
        })}
        {linksOf(faults, chosen.node).map((link) => {
          const [a, b] = [spots.get(link.a)!, spots.get(link.b)!];
          const state = stateOf(link);
          const isChosen = (link.a === chosen.node && link.b === chosen.peer) || (link.b === chosen.node && link.a === chosen.peer);
          const line = { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
          return (
            <g key={`${link.a} ${link.b}`} data-link={`${link.a} ${link.b}`}>
              <line className={classes.link} {...line} data-state={state} data-chosen={isChosen || undefined} />
              {state !== 'fine' && <text className={classes.sign} fill={SIGN_COLORS[state]} x={(a.x + b.x) / 2} y={(a.y + b.y) / 2}>{SIGNS[state]}</text>}
              <line className={classes.touch} {...line} onClick={() => onChoose(link.a, link.b)} />
            </g>
          );
        })}
        {members.map((member) => {
          const spot = spots.get(member)!;
          const manager = member === MANAGER;
          return (
            <g key={member} className={classes.member} data-member={member} data-chosen={(chosen.node === member && chosen.peer === null) || undefined} transform={`translate(${spot.x} ${spot.y})`}
              onPointerDown={take(member)} onPointerMove={(event) => { if (drag?.member === member) setDrag({ ...drag, at: spotOf(event) }); }} onPointerUp={drop} onPointerCancel={() => setDrag(null)}>
              {manager ? <rect className={classes.disc} x={-RADIUS} y={-RADIUS + 3} width={2 * RADIUS} height={2 * RADIUS - 6} rx={5} fill="var(--mantine-color-dimmed)" /> : <circle className={classes.disc} r={RADIUS} fill={colorOf(member)} />}
              {troubled.has(member) && <circle className={classes.troubled} r={RADIUS + 6} />}
              <text y={RADIUS + 17}>{manager ? nameOf(member) : member}</text>
            </g>
          );
        })}
      </svg>
      <ul className={classes.legend} aria-label={t('live.faults.legend')}>
        {(['fine', 'cut', 'bad'] as const).map((state) => (
          <li key={state}>
            <svg width={30} height={10} aria-hidden><line className={classes.link} data-state={state} x1={0} y1={5} x2={30} y2={5} /></svg>
            {SIGNS[state]} {t(`live.faults.state.${state}`)}
          </li>
        ))}
      </ul>
    </>
  );
}
