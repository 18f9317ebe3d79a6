import { useEffect, useState } from 'react';

/** The time, again every so often: for what counts down. */
export function useNow(everyMillis: number, running = true): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMillis);
    return () => clearInterval(timer);
  }, [everyMillis, running]);
  return now;
}
