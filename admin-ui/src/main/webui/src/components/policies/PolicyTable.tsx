import { ActionIcon, Badge, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { PolicyDocument } from '../../api/types';
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
            <Table.Th>Prefix</Table.Th><Table.Th>Guarantee</Table.Th><Table.Th title="Copies, acks a write waits for, replicas a read asks">N / W / R</Table.Th>
            <Table.Th>TTL</Table.Th><Table.Th>Memory</Table.Th><Table.Th><VisuallyHidden>Actions</VisuallyHidden></Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {policies.map((p) => (
            <Table.Tr key={p.prefix}>
              <Table.Td>
                <Text span className="mono" fw={600} style={{ whiteSpace: 'nowrap' }}>{p.prefix}</Text>
                <Group gap={6} mt={3}><Badge size="sm" variant="light" tt="none" miw="max-content">{presetOf(p) ?? 'own mix'}</Badge></Group>
              </Table.Td>
              <Table.Td maw={420}><Text size="sm">{guaranteeOf(p).summary}</Text></Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{p.consistency === 'strong' ? 'majority' : `${p.replicas ?? 3} / ${p.writeQuorum ?? 2} / ${p.readQuorum ?? 1}`}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{ttlText(p)}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{p.maxBytes ? `${bytes(p.maxBytes)} per node` : 'the pool'}, {p.eviction ?? 'tinylfu'}</Table.Td>
              <Table.Td>
                <Group gap={4} wrap="nowrap" justify="flex-end">
                  <Reasoned reason={blocked}>
                    <ActionIcon variant="subtle" size="lg" disabled={blocked !== null} aria-label={`Edit the policy ${p.prefix}`} onClick={() => onEdit(p)}><IconPencil size={17} /></ActionIcon>
                  </Reasoned>
                  <Reasoned reason={blocked ?? (p.prefix === 'default' ? 'The default policy cannot be deleted.' : null)}>
                    <ActionIcon variant="subtle" color="red" size="lg" disabled={blocked !== null || p.prefix === 'default'} aria-label={`Delete the policy ${p.prefix}`} onClick={() => onDelete(p)}><IconTrash size={17} /></ActionIcon>
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
  const base = !p.defaultTtl || p.defaultTtl === 'none' ? 'no expiry' : p.defaultTtl;
  return p.maxTtl && p.maxTtl !== 'none' ? `${base}, at most ${p.maxTtl}` : base;
}
