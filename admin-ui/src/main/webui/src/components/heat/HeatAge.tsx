import { Alert, Text } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import type { Heat } from '../../api/heat';
import { useNow } from '../../hooks/useNow';
import { t } from '../../i18n';
import { clock, names, span } from '../../lib/format';

/** Looks that may be missed before the newest one counts as old. */
const MISSED = 3;

/** How old the look is, and what is not in it. @param receivedAt when it came, by the browser's clock */
export function HeatAge({ heat, at, receivedAt }: { heat: Heat; at: number | null; receivedAt: number }) {
  const now = useNow(1000);
  if (heat.atMillis === null || heat.ageMillis === null) return null;
  const age = heat.ageMillis + Math.max(0, now - receivedAt);
  const stale = at === null && age > MISSED * heat.everyMillis;
  return (
    <>
      {stale && <Alert mb="md" color="orange" variant="light" icon={<IconClockPause size={20} />} title={t('heat.age.oldTitle')} role="status">{t('heat.age.old', { age: span(age) })}</Alert>}
      {heat.missing.length > 0 && <Alert mb="md" color="orange" variant="light" icon={<IconClockPause size={20} />} title={t('common.notAllNodes')} role="status">{t('heat.age.missing', { names: names(heat.missing) })}</Alert>}
      <Text size="sm" c="dimmed" className="num">
        {at === null ? t('heat.age.looked', { age: span(age), every: span(heat.everyMillis) }) : t('heat.age.asItWas', { time: clock(heat.atMillis) })}
        {heat.rounded && ` ${t('heat.age.rounded')}`}
        {heat.intervalMillis === 0 && (heat.metric === 'reads' || heat.metric === 'writes') && ` ${t('heat.age.secondLook')}`}
      </Text>
    </>
  );
}
