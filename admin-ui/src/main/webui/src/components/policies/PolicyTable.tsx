import { ActionIcon, Badge, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { PolicyDocument } from '../../api/types';
import { t } from '../../i18n';
import { bytes } from '../../lib/format';
import { guaranteeOf, presetOf } from '../../lib/guarantee';
import { Reasoned } from '../Reasoned';

interface Props {
  policies: PolicyDocument[];
  blocked: string | null;
  onEdit: (policy: PolicyDocument) => void;
  onDelete: (policy: PolicyDocument) => void;
}

export function PolicyTable({ policies, blocked, onEdit, onDelete }: Props) {
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table fz="sm" className="num">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('policies.column.prefix')}</Table.Th><Table.Th>{t('policies.column.guarantee')}</Table.Th><Table.Th title={t('policies.column.quorumsMeaning')}>{t('policies.column.quorums')}</Table.Th>
            <Table.Th>{t('policies.column.ttl')}</Table.Th><Table.Th>{t('policies.column.memory')}</Table.Th><Table.Th><VisuallyHidden>{t('policies.column.actions')}</VisuallyHidden></Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {policies.map((p) => (
            <Table.Tr key={p.prefix}>
              <Table.Td>
                <Text span className="mono" fw={600} style={{ whiteSpace: 'nowrap' }}>{p.prefix}</Text>
                <Group gap={6} mt={3}><Badge size="sm" variant="light" tt="none" miw="max-content">{presetOf(p) ?? t('policies.ownMix')}</Badge></Group>
              </Table.Td>
              <Table.Td maw={420}><Text size="sm">{guaranteeOf(p).summary}</Text></Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{p.consistency === 'strong' ? t('policies.majority') : `${p.replicas ?? 3} / ${p.writeQuorum ?? 2} / ${p.readQuorum ?? 1}`}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{ttlText(p)}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{p.maxBytes ? t('policies.perNode', { bytes: bytes(p.maxBytes), eviction: p.eviction ?? 'tinylfu' }) : t('policies.thePool', { eviction: p.eviction ?? 'tinylfu' })}</Table.Td>
              <Table.Td>
                <Group gap={4} wrap="nowrap" justify="flex-end">
                  <Reasoned reason={blocked}>
                    <ActionIcon variant="subtle" size="lg" disabled={blocked !== null} aria-label={t('policies.edit', { prefix: p.prefix })} onClick={() => onEdit(p)}><IconPencil size={17} /></ActionIcon>
                  </Reasoned>
                  <Reasoned reason={blocked ?? (p.prefix === 'default' ? t('policies.defaultStays') : null)}>
                    <ActionIcon variant="subtle" color="red" size="lg" disabled={blocked !== null || p.prefix === 'default'} aria-label={t('policies.delete', { prefix: p.prefix })} onClick={() => onDelete(p)}><IconTrash size={17} /></ActionIcon>
                  </Reasoned>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ttlText(p: PolicyDocument): string {
  const base = !p.defaultTtl || p.defaultTtl === 'none' ? t('policies.noExpiry') : p.defaultTtl;
  return p.maxTtl && p.maxTtl !== 'none' ? t('policies.atMost', { ttl: base, max: p.maxTtl }) : base;
}
