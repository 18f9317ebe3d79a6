import { EventLog } from '../components/EventLog';
import { PageHead } from '../components/PageHead';
import { t } from '../i18n';

export function EventsPage() {
  return (
    <>
      <PageHead title={t('events.title')}>{t('events.about')}</PageHead>
      <EventLog title={t('events.log')} />
    </>
  );
}
