import { Anchor } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Empty } from '../components/Empty';

export function NotFoundPage() {
  return (
    <Empty Icon={IconMapQuestion} title="There is no such page" minHeight={400}>
      <Anchor component={Link} to="/">Back to the overview</Anchor>
    </Empty>
  );
}
