import { Button, Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconCalendarClock, IconPlayerPlay } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import type { TimeSpan } from '../../api/performance';
import { t } from '../../i18n';
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
        <SegmentedControl value={fixed ? '' : span} onChange={onSpan} data={SPANS.map((value) => ({ value, label: t(`performance.spans.${value}`) }))} aria-label={t('performance.theLast')} />
        <Button variant={fixed ? 'light' : 'default'} leftSection={<IconCalendarClock size={16} />} aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>{t('performance.times')}</Button>
        {fixed && <Button variant="light" leftSection={<IconPlayerPlay size={15} />} onClick={() => onFixed(null)}>{t('performance.live')}</Button>}
      </Group>
      <Select w={196} label={t('performance.compare')} data={SHIFTS.map((value) => ({ value, label: t(`performance.shifts.${value}`) }))} value={shift} onChange={(value) => onShift(value ?? '0')} allowDeselect={false} />
      {choosing && <Times key={fixed ? `${fixed.from}` : 'live'} fixed={fixed} span={Number(span) * 1000} onFixed={onFixed} />}
    </>
  );
}

function Times({ fixed, span, onFixed }: { fixed: TimeSpan | null; span: number; onFixed: (fixed: TimeSpan) => void }) {
  const [from, setFrom] = useState(() => toField(fixed?.from ?? Date.now() - span));
  const [to, setTo] = useState(() => toField(fixed?.to ?? Date.now()));
  const [start, end] = [fromField(from), fromField(to)];
  const wrong = start === null || end === null ? t('performance.giveBoth') : start >= end ? t('performance.endsAfter') : null;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (wrong === null) onFixed({ from: start!, to: end! });
  };
  return (
    <form onSubmit={submit} style={{ display: 'flex', gap: 12, alignItems: 'flex-end', flexWrap: 'wrap' }}>
      <TextInput type="datetime-local" step={1} label={t('performance.from')} value={from} onChange={(e) => setFrom(e.currentTarget.value)} />
      <TextInput type="datetime-local" step={1} label={t('performance.to')} value={to} onChange={(e) => setTo(e.currentTarget.value)} error={wrong} />
      <Button type="submit" disabled={wrong !== null}>{t('performance.show')}</Button>
    </form>
  );
}
