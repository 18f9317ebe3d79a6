import { Code, Group, SegmentedControl, Text } from '@mantine/core';
import { IconGhost2 } from '@tabler/icons-react';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Hit, Miss } from '../../api/cache';
import { t } from '../../i18n';
import { bytes } from '../../lib/format';
import { asHex, asJson, asText, bestForm, type ValueForm } from '../../lib/value';
import { Empty } from '../Empty';
import { Panel } from '../Panel';
import classes from './browser.module.css';

const HEX_LIMIT = 4096;
const TEXT_LIMIT = 200_000;

/** What became of it. */
function whyGone(why: string | null): string {
  return why === 'expired' || why === 'evicted' || why === 'deleted' ? t(`browser.value.${why}`) : t('browser.value.unknown');
}

/** A value as JSON, text or bytes: always as text content, whatever it contains. */
export function ValuePanel({ entry, aside }: { entry: Hit | Miss; aside?: ReactNode }) {
  return (
    <Panel title={t('browser.value.title')} note={<span className="mono">{entry.key}</span>} aside={aside}>
      {entry.kind === 'hit' ? <Shown hit={entry} /> : (
        <Empty Icon={IconGhost2} title={t('browser.value.noneTitle')}>
          {whyGone(entry.receipt.why)} {t('browser.value.storeBelow')}
        </Empty>
      )}
    </Panel>
  );
}

function Shown({ hit }: { hit: Hit }) {
  const [form, setForm] = useState<ValueForm>(() => bestForm(hit.value));
  useEffect(() => setForm(bestForm(hit.value)), [hit.key, hit.value]);
  const text = useMemo(() => asText(hit.value), [hit.value]);
  const json = useMemo(() => asJson(text), [text]);
  const body = form === 'hex' ? asHex(hit.value, HEX_LIMIT) : ((form === 'json' ? json : text) ?? '').slice(0, TEXT_LIMIT);
  const cut = form === 'hex' ? hit.value.length > HEX_LIMIT : (text?.length ?? 0) > TEXT_LIMIT;
  return (
    <>
      <Group justify="space-between" mb={10} gap="xs">
        <Group gap={8}>
          <Code>{hit.contentType}</Code>
          <Text size="sm" c="dimmed" className="num">{bytes(hit.value.length)}</Text>
        </Group>
        <SegmentedControl
          size="xs"
          aria-label={t('browser.value.showAs')}
          value={form}
          onChange={(value) => setForm(value as ValueForm)}
          data={[
            { value: 'json', label: 'JSON', disabled: json === null },
            { value: 'text', label: t('browser.value.text'), disabled: text === null },
            { value: 'hex', label: t('browser.value.hex') },
          ]}
        />
      </Group>
      <pre className={`${classes.value} ${form === 'hex' ? classes.hex : ''}`} tabIndex={0} aria-label={t('browser.value.label')}>{body || t('browser.value.empty')}</pre>
      {cut && <Text size="xs" c="dimmed" mt={6}>{t('browser.value.beginning')}</Text>}
    </>
  );
}
