import { Button, Select, Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import type { Doing, Film } from '../../api/lab';
import { doingToNode, doingToWay } from '../../lib/lab/doings';
import { linkName, type Moment } from '../../lib/lab/film';
import { words } from '../../lib/format';
import { Panel } from '../Panel';
import { Reasoned } from '../Reasoned';
import table from '../RingTable.module.css';
import classes from './lab.module.css';

interface Props {
  film: Film;
  moment: Moment;
  now: { readonly current: number };
  chosen: number | null;
  refused: string | null;
  busy: boolean;
  onChoose: (node: number | null) => void;
  onDo: (doing: Doing) => void;
}

/** What the picture shows of the nodes, as a table, with what a click in the picture does as buttons. */
export function NodesTable({ film, moment, now, chosen, refused, busy, onChoose, onDo }: Props) {
  const model = film.inner > 1;
  const clocks = moment.nodes.some((node) => node !== null && node.clockMillis !== 0);
  return (
    <Panel title={model ? 'Voters and proposers' : 'Nodes'} flush>
      <Table.ScrollContainer minWidth={model ? 260 : 470} maxHeight={360}>
        <Table className="num" fz="sm" verticalSpacing={4} horizontalSpacing={8} stickyHeader aria-label="Nodes at this moment">
          <Table.Thead style={{ background: 'var(--surface)' }}>
            <Table.Tr>
              <Table.Th>Node</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th ta="right">{model ? 'Epoch' : 'Ring'}</Table.Th>
              {!model && <><Table.Th ta="right">Leads</Table.Th><Table.Th ta="right">Holds</Table.Th><Table.Th ta="right">Unsynced</Table.Th></>}
              {clocks && <Table.Th ta="right">Clock</Table.Th>}
              {!model && <Table.Th><VisuallyHidden>What can be done to it</VisuallyHidden></Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {film.names.map((name, node) => {
              const state = moment.nodes[node] ?? null;
              const off = (state?.process ?? 'OFF') === 'OFF';
              const verb = off ? 'Start' : 'Kill';
              return (
                <Table.Tr key={name} className={table.row} data-selected={node === chosen || undefined}>
                  <Table.Td>
                    <UnstyledButton className={table.pick} fz="sm" aria-pressed={node === chosen} title="Show its ways in the picture" onClick={() => onChoose(node === chosen ? null : node)}>{name}</UnstyledButton>
                  </Table.Td>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{stateInWords(state?.process ?? 'OFF', state?.member ?? null, name === 'manager')}</Table.Td>
                  <Table.Td ta="right">{state?.ringVersion || ''}</Table.Td>
                  {!model && <><Table.Td ta="right">{state?.leads || ''}</Table.Td><Table.Td ta="right">{state?.holds || ''}</Table.Td><Table.Td ta="right">{state?.unsynced || ''}</Table.Td></>}
                  {clocks && <Table.Td ta="right">{state?.clockMillis ? `${state.clockMillis / 1000} s` : ''}</Table.Td>}
                  {!model && (
                    <Table.Td ta="right">
                      <Button size="compact-xs" variant="default" disabled={refused !== null || busy} aria-label={`${verb} ${name}`} onClick={() => onDo(doingToNode(film, moment, node, now.current))}>{verb}</Button>
                    </Table.Td>
                  )}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {!model && <WayForm film={film} moment={moment} now={now} refused={refused} busy={busy} onDo={onDo} />}
    </Panel>
  );
}

function stateInWords(process: string, member: string | null, manager: boolean): string {
  if (process === 'OFF') return member === null && !manager ? 'Not started' : member === null || member === 'DOWN' ? 'Off' : `Off, still ${member.toLowerCase()}`;
  const said = member === null ? 'Running' : words(member.toLowerCase());
  return process === 'PAUSED' ? `Paused, ${said.toLowerCase()}` : said;
}

/** Cutting a way without pointing at it. */
function WayForm({ film, moment, now, refused, busy, onDo }: Pick<Props, 'film' | 'moment' | 'now' | 'refused' | 'busy' | 'onDo'>) {
  const [ends, setEnds] = useState<[string, string]>(['node-1', 'node-2']);
  const numbers = ends.map((name) => film.names.indexOf(name)) as [number, number];
  const known = numbers[0] !== numbers[1] && numbers.every((node) => node >= 0);
  const cut = moment.cuts.has(linkName(...numbers));
  const field = (index: 0 | 1, label: string) => (
    <Select size="xs" w={112} label={label} searchable allowDeselect={false} data={film.names} value={ends[index]} onChange={(name) => name && setEnds(index === 0 ? [name, ends[1]] : [ends[0], name])} />
  );
  return (
    <div className={classes.link} role="group" aria-label="A way between two">
      {field(0, 'Between')}
      {field(1, 'and')}
      <Reasoned reason={refused}>
        <Button size="xs" variant="default" disabled={!known || refused !== null || busy} onClick={() => onDo(doingToWay(film, moment, numbers[0], numbers[1], now.current))}>{cut ? 'Heal the way' : 'Cut the way'}</Button>
      </Reasoned>
    </div>
  );
}
