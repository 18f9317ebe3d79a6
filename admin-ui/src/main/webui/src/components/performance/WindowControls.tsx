import { Button, Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconCalendarClock, IconPlayerPlay } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import type { TimeSpan } from '../../api/performance';
import { fromField, SHIFTS, SPANS, toField } from '../../lib/performance';

interface Props {
  span: string;
  /** Null: the last `span` seconds, live. */
  fixed: TimeSpan | null;
  shift: string;
  onSpan: (span: string) => void;
  onFixed: (fixed: TimeSpan | null) => void;
  onShift: (shift: string) => void;
}

/** Which window is looked at, and which other one it is compared with. */
export function WindowControls({ span, fixed, shift, onSpan, onFixed, onShift }: Props) {
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <Group gap="xs" align="flex-end">
        <SegmentedControl value={fixed ? '' : span} onChange={onSpan} data={SPANS} aria-label="The last" />
        <Button variant={fixed ? 'light' : 'default'} leftSection={<IconCalendarClock size={16} />} aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>Times</Button>
        {fixed && <Button variant="light" leftSection={<IconPlayerPlay size={15} />} onClick={() => onFixed(null)}>Live again</Button>}
      </Group>
      <Select w={196} label="Compare with" data={SHIFTS} value={shift} onChange={(value) => onShift(value ?? '0')} allowDeselect={false} />
      {choosing && <Times key={fixed ? `${fixed.from}` : 'live'} fixed={fixed} span={Number(span) * 1000} onFixed={onFixed} />}
    </>
  );
}

function Times({ fixed, span, onFixed }: { fixed: TimeSpan | null; span: number; onFixed: (fixed: TimeSpan) => void }) {
  const [from, setFrom] = useState(() => toField(fixed?.from ?? Date.now() - span));
  const [to, setTo] = useState(() => toField(fixed?.to ?? Date.now()));
  const [start, end] = [fromField(from), fromField(to)];
  const wrong = start === null || end === null ? 'Give both times.' : start >= end ? 'It must end after it began.' : null;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (wrong === null) onFixed({ from: start!, to: end! });
  };
  return (
    <form onSubmit={submit} style={{ display: 'flex', gap: 12, alignItems: 'flex-end', flexWrap: 'wrap' }}>
      <TextInput type="datetime-local" step={1} label="From" value={from} onChange={(e) => setFrom(e.currentTarget.value)} />
      <TextInput type="datetime-local" step={1} label="To" value={to} onChange={(e) => setTo(e.currentTarget.value)} error={wrong} />
      <Button type="submit" disabled={wrong !== null}>Show</Button>
    </form>
  );
}
