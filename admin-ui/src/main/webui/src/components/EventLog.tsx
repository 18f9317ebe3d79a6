import { SegmentedControl, TextInput } from '@mantine/core';
import { IconFilterOff, IconListDetails, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useEvents } from '../hooks/useEvents';
import { langOf, t } from '../i18n';
import { filtered, messageOf, TOPICS, typeInWords, WEIGHT_LOOKS, weightInWords, weightOf, type Topic } from '../lib/events';
import { clock, count, dateAndClock } from '../lib/format';
import type { ClusterEvent } from '../api/types';
import { Empty } from './Empty';
import classes from './EventLog.module.css';
import { Failure } from './Failure';
import { Loading } from './Loading';
import { Panel } from './Panel';

interface Props {
  title: string;
  /** How many rows are in sight before it scrolls; left out: all of them. */
  maxHeight?: number;
  limit?: number;
}

/** The event log, newest first, live. */
export function EventLog({ title, maxHeight, limit = 500 }: Props) {
  const events = useEvents();
  const [topic, setTopic] = useState<Topic>('all');
  const [text, setText] = useState('');
  const shown = filtered(events.data ?? [], topic, text).slice(0, limit);
  return (
    <Panel
      title={title}
      flush
      aside={
        <div className={classes.controls}>
          <SegmentedControl size="xs" value={topic} onChange={(value) => setTopic(value as Topic)} data={TOPICS.map((value) => ({ value, label: t(`events.topics.${value}`) }))} aria-label={t('events.topic')} />
          <TextInput size="xs" w={170} placeholder={t('events.filter')} aria-label={t('events.filterLabel')} leftSection={<IconSearch size={14} />} value={text} onChange={(e) => setText(e.currentTarget.value)} />
        </div>
      }
    >
      {events.isPending && <Loading label={t('events.loading')} />}
      {events.isError && <div style={{ padding: '0 18px 12px' }}><Failure error={events.error} title={t('events.failed')} retry={() => void events.refetch()} /></div>}
      {events.data?.length === 0 && <Empty Icon={IconListDetails} title={t('events.noneTitle')}>{t('events.none')}</Empty>}
      {events.data && events.data.length > 0 && shown.length === 0 && <Empty Icon={IconFilterOff} title={t('events.noMatch')} />}
      <ol className={classes.list} style={{ maxHeight }} tabIndex={maxHeight ? 0 : undefined} aria-label={t('events.list')}>
        {shown.map((e) => <EventItem key={e.id} event={e} />)}
      </ol>
    </Panel>
  );
}

function EventItem({ event }: { event: ClusterEvent }) {
  const weight = weightOf(event.type);
  const look = WEIGHT_LOOKS[weight];
  const message = messageOf(event);
  return (
    <li className={classes.item}>
      <look.Icon size={16} stroke={2} color={look.color} aria-label={weightInWords(weight)} />
      <time className={`${classes.time} num`} dateTime={new Date(event.atMillis).toISOString()} title={dateAndClock(event.atMillis)}>{clock(event.atMillis)}</time>
      <span className={classes.type} title={event.type}>{typeInWords(event.type)}</span>
      <span className={classes.message} lang={langOf(message, event.message)}>{message}</span>
      <span className={`${classes.version} num`} title={t('events.version')}>v{count(event.ringVersion)}</span>
    </li>
  );
}
