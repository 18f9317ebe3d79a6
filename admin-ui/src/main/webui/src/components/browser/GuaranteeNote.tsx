import { Text } from '@mantine/core';
import type { PolicyDocument } from '../../api/types';
import { guaranteeOf } from '../../lib/guarantee';
import classes from './browser.module.css';

/** What a policy promises, in words. */
export function GuaranteeNote({ policy }: { policy: PolicyDocument }) {
  const guarantee = guaranteeOf(policy);
  return (
    <div className={classes.guarantee}>
      <Text size="sm" fw={580}>{guarantee.summary}</Text>
      <ul>{guarantee.points.map((point) => <li key={point}>{point}</li>)}</ul>
    </div>
  );
}
