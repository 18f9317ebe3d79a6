import { SegmentedControl, TextInput } from '@mantine/core';
import { IconFilterOff, IconListDetails, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useEvents } from '../hooks/useEvents';
import { filtered, TOPICS, WEIGHT_LOOKS, weightOf, type Topic } from '../lib/events';
import { clock, count, dateAndClock, words } from '../lib/format';
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
          <SegmentedControl size="xs" value={topic} onChange={(value) => setTopic(value as Topic)} data={TOPICS} aria-label="Topic" />
          <TextInput size="xs" w={170} placeholder="Filter" aria-label="Filter events by text" leftSection={<IconSearch size={14} />} value={text} onChange={(e) => setText(e.currentTarget.value)} />
        </div>
      }
    >
      {events.isPending && <Loading label="Loading the events" />}
      {events.isError && <div style={{ padding: '0 18px 12px' }}><Failure error={events.error} title="The events could not be loaded" retry={() => void events.refetch()} /></div>}
      {events.data?.length === 0 && <Empty Icon={IconListDetails} title="Nothing has happened yet">What happens to nodes, slots and policies is written here.</Empty>}
      {events.data && events.data.length > 0 && shown.length === 0 && <Empty Icon={IconFilterOff} title="No event matches the filter" />}
      <ol className={classes.list} style={{ maxHeight }} tabIndex={maxHeight ? 0 : undefined} aria-label="Events, newest first">
        {shown.map((e) => <EventItem key={e.id} event={e} />)}
      </ol>
    </Panel>
  );
}

function EventItem({ event }: { event: ClusterEvent }) {
  const look = WEIGHT_LOOKS[weightOf(event.type)];
  return (
    <li className={classes.item}>
      <look.Icon size={16} stroke={2} color={look.color} aria-label={look.word} />
      <time className={`${classes.time} num`} dateTime={new Date(event.atMillis).toISOString()} title={dateAndClock(event.atMillis)}>{clock(event.atMillis)}</time>
      <span className={classes.type} title={event.type}>{words(event.type)}</span>
      <span className={classes.message}>{event.message}</span>
      <span className={`${classes.version} num`} title="Ring version at the time">v{count(event.ringVersion)}</span>
    </li>
  );
}
