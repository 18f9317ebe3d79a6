import { Anchor } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Empty } from '../components/Empty';
import { t } from '../i18n';

export function NotFoundPage() {
  return (
    <Empty Icon={IconMapQuestion} title={t('common.notFound')} minHeight={400}>
      <Anchor component={Link} to="/">{t('common.backToOverview')}</Anchor>
    </Empty>
  );
}
