import { EventLog } from '../components/EventLog';
import { PageHead } from '../components/PageHead';

export function EventsPage() {
  return (
    <>
      <PageHead title="Events">What happened to nodes, slots and policies, newest first. The manager keeps the log; it is written before anyone hears of it.</PageHead>
      <EventLog title="Log" />
    </>
  );
}
