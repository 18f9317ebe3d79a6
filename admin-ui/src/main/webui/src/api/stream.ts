import type { AdviceList } from './advice';
import type { PerformanceSample } from './performance';
import type { Traffic } from './traffic';
import type { ClusterEvent, Overview, RingPicture } from './types';

export interface StreamListener {
  overview(overview: Overview): void;
  ring(ring: RingPicture): void;
  event(event: ClusterEvent): void;
  sample(sample: PerformanceSample): void;
  traffic(traffic: Traffic): void;
  advice(advice: AdviceList): void;
  /** Called with true after every (re)connect, with false when the connection is lost. */
  connected(connected: boolean): void;
}

const RETRY_MILLIS = 2000;

/**
 * The one stream that a browser holds. The browser reconnects by itself while the server is away, but gives up for good
 * on an answer that is no stream (a proxy's 502, say): then this opens a new one. Returns what closes it.
 */
export function openStream(listener: StreamListener): () => void {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const open = () => {
    if (closed) return;
    source = new EventSource('/api/ui/stream');
    source.onopen = () => listener.connected(true);
    source.onerror = () => {
      listener.connected(false);
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MILLIS);
    };
    source.addEventListener('overview', (e) => listener.overview(JSON.parse(e.data) as Overview));
    source.addEventListener('ring', (e) => listener.ring(JSON.parse(e.data) as RingPicture));
    source.addEventListener('event', (e) => listener.event(JSON.parse(e.data) as ClusterEvent));
    source.addEventListener('sample', (e) => listener.sample(JSON.parse(e.data) as PerformanceSample));
    source.addEventListener('traffic', (e) => listener.traffic(JSON.parse(e.data) as Traffic));
    source.addEventListener('advice', (e) => listener.advice(JSON.parse(e.data) as AdviceList));
  };

  open();
  return () => {
    closed = true;
    clearTimeout(retry);
    source?.close();
  };
}
