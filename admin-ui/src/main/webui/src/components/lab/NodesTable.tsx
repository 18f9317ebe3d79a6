import { Button, Select, Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import type { Doing, Film } from '../../api/lab';
import { t } from '../../i18n';
import { doingToNode, doingToWay } from '../../lib/lab/doings';
import { linkName, type Moment } from '../../lib/lab/film';
import { offsetInWords, stateInWords } from '../../lib/lab/states';
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
    <Panel title={model ? t('lab.table.voters') : t('lab.table.nodes')} flush>
      <Table.ScrollContainer minWidth={model ? 260 : 470} maxHeight={360}>
        <Table className="num" fz="sm" verticalSpacing={4} horizontalSpacing={8} stickyHeader aria-label={t('lab.table.label')}>
          <Table.Thead style={{ background: 'var(--surface)' }}>
            <Table.Tr>
              <Table.Th>{t('lab.table.node')}</Table.Th>
              <Table.Th>{t('lab.table.state')}</Table.Th>
              <Table.Th ta="right">{model ? t('lab.table.epoch') : t('lab.table.ring')}</Table.Th>
              {!model && <><Table.Th ta="right">{t('lab.table.leads')}</Table.Th><Table.Th ta="right">{t('lab.table.holds')}</Table.Th><Table.Th ta="right">{t('lab.table.unsynced')}</Table.Th></>}
              {clocks && <Table.Th ta="right">{t('lab.table.clock')}</Table.Th>}
              {!model && <Table.Th><VisuallyHidden>{t('lab.table.actions')}</VisuallyHidden></Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {film.names.map((name, node) => {
              const state = moment.nodes[node] ?? null;
              const off = (state?.process ?? 'OFF') === 'OFF';
              const verb = off ? t('lab.table.start') : t('lab.table.kill');
              return (
                <Table.Tr key={name} className={table.row} data-selected={node === chosen || undefined}>
                  <Table.Td>
                    <UnstyledButton className={table.pick} fz="sm" aria-pressed={node === chosen} title={t('lab.table.showWays')} onClick={() => onChoose(node === chosen ? null : node)}>{name}</UnstyledButton>
                  </Table.Td>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{stateInWords(state?.process ?? 'OFF', state?.member ?? null, name === 'manager')}</Table.Td>
                  <Table.Td ta="right">{state?.ringVersion || ''}</Table.Td>
                  {!model && <><Table.Td ta="right">{state?.leads || ''}</Table.Td><Table.Td ta="right">{state?.holds || ''}</Table.Td><Table.Td ta="right">{state?.unsynced || ''}</Table.Td></>}
                  {clocks && <Table.Td ta="right">{state?.clockMillis ? offsetInWords(state.clockMillis) : ''}</Table.Td>}
                  {!model && (
                    <Table.Td ta="right">
                      <Button size="compact-xs" variant="default" disabled={refused !== null || busy} aria-label={t('lab.table.actOn', { action: verb, node: name })} onClick={() => onDo(doingToNode(film, moment, node, now.current))}>{verb}</Button>
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
    <div className={classes.link} role="group" aria-label={t('lab.table.way')}>
      {field(0, t('lab.table.between'))}
      {field(1, t('lab.table.and'))}
      <Reasoned reason={refused}>
        <Button size="xs" variant="default" disabled={!known || refused !== null || busy} onClick={() => onDo(doingToWay(film, moment, numbers[0], numbers[1], now.current))}>{cut ? t('lab.table.heal') : t('lab.table.cut')}</Button>
      </Reasoned>
    </div>
  );
}
