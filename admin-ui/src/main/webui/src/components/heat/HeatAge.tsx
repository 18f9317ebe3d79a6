import { Alert, Text } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import type { Heat } from '../../api/heat';
import { useNow } from '../../hooks/useNow';
import { clock, span } from '../../lib/format';

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
      {stale && <Alert mb="md" color="orange" variant="light" icon={<IconClockPause size={20} />} title="This look is old" role="status">It is {span(age)} old: no node has answered since.</Alert>}
      {heat.missing.length > 0 && <Alert mb="md" color="orange" variant="light" icon={<IconClockPause size={20} />} title="Not all nodes are in it" role="status">{heat.missing.join(', ')} did not answer: the copies and clients there are not counted.</Alert>}
      <Text size="sm" c="dimmed" className="num">
        {at === null ? `Looked at ${span(age)} ago, again every ${span(heat.everyMillis)}.` : `As it was at ${clock(heat.atMillis)}.`}
        {heat.rounded && ' Kept to within half a percent.'}
        {heat.intervalMillis === 0 && (heat.metric === 'reads' || heat.metric === 'writes') && ' Rates are known from the second look on.'}
      </Text>
    </>
  );
}
