import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';

/** A control that says why it is disabled. The reason can be reached by keyboard, since a disabled button cannot. */
export function Reasoned({ reason, children }: { reason: string | null; children: ReactElement }) {
  if (reason === null) return children;
  return (
    <Tooltip label={reason}>
      <span tabIndex={0} aria-label={reason} role="note" style={{ display: 'inline-block', borderRadius: 8 }}>{children}</span>
    </Tooltip>
  );
}
