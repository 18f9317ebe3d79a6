import { Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { t } from '../../i18n';
import { bytes, count, rate } from '../../lib/format';
import { BUSIEST_FIRST, MANAGER, pressed, sorted, type Column, type Link } from '../../lib/links/links';
import { kindInWords, lookOfKind } from '../../lib/links/looks';
import { NodeName } from '../NodeName';
import classes from './links.module.css';
import { Mark } from './Mark';

const COLUMNS: Column[] = ['from', 'to', 'kind', 'messages', 'bytes'];
/** More rows are read by nobody; which ones, sorting decides. */
const MAX_ROWS = 100;

/** What the dots show, in figures. @param node whose links they are; null: all nodes' */
export function LinksTable({ links, node }: { links: Link[]; node: string | null }) {
  const [order, setOrder] = useState(BUSIEST_FIRST);
  const rows = useMemo(() => sorted(links, order).slice(0, MAX_ROWS), [links, order]);
  const figures = { count: links.length, shown: count(rows.length) };
  return (
    <div>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('links.scroll')}>
        <Table className="num" verticalSpacing={5} horizontalSpacing={8} fz="sm" stickyHeader aria-label={t('links.table')}>
          <Table.Thead>
            <Table.Tr>{COLUMNS.map((column) => <Head key={column} column={column} order={order} onPress={() => setOrder((before) => pressed(before, column))} />)}</Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((link) => (
              <Table.Tr key={`${link.from} ${link.to} ${link.kind}`}>
                <Table.Td><End name={link.from} /></Table.Td>
                <Table.Td><End name={link.to} /></Table.Td>
                <Table.Td><span className={classes.inline}><Mark look={lookOfKind(link.kind)} />{kindInWords(link.kind)}</span></Table.Td>
                <Table.Td ta="right">{rate(link.messages)}</Table.Td>
                <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>{bytes(link.bytes)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <p className={classes.rows}>{node === null ? t('links.rows', figures) : t('links.rowsOfNode', { ...figures, node })}</p>
    </div>
  );
}

function Head({ column, order, onPress }: { column: Column; order: typeof BUSIEST_FIRST; onPress: () => void }) {
  const isOrder = order.by === column;
  const Icon = !isOrder ? IconArrowsSort : order.descending ? IconArrowDown : IconArrowUp;
  const isNumber = column === 'messages' || column === 'bytes';
  return (
    <Table.Th ta={isNumber ? 'right' : 'left'} aria-sort={!isOrder ? 'none' : order.descending ? 'descending' : 'ascending'}>
      <UnstyledButton className={classes.sort} onClick={onPress}>{t(`links.column.${column}`)}<Icon size={13} aria-hidden /></UnstyledButton>
    </Table.Th>
  );
}

function End({ name }: { name: string }) {
  return name === MANAGER ? <span lang="en" className="mono">{name}</span> : <NodeName nodeId={name} />;
}
