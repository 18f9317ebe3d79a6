import { useCallback, useEffect, useRef, useState } from 'react';

/** Virtual seconds per second. */
export const SPEEDS = [0.02, 0.1, 0.25, 1, 4];
export const DEFAULT_SPEED = 0.25;

const PANEL_MILLIS = 100;
const STILL_MILLIS = 1000;

export interface Playback {
  /** Where the panels are; ten times a second while it plays. */
  micros: number;
  /** Where the picture is, for whoever draws it. */
  now: { readonly current: number };
  playing: boolean;
  speed: number;
  setSpeed: (speed: number) => void;
  setPlaying: (playing: boolean) => void;
  /** Goes there, and stays there. */
  seek: (micros: number) => void;
}

/**
 * The time of a film. The picture moves with every frame, the panels less often. With reduced motion it goes on by one step a
 * second. It stands still while the page is hidden, while `held`, and at the end.
 */
export function usePlayback(endMicros: number, held: boolean, still: boolean, beginMicros: number): Playback {
  const now = useRef(beginMicros);
  const [micros, setMicros] = useState(beginMicros);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(DEFAULT_SPEED);

  const seek = useCallback((to: number) => {
    now.current = Math.max(0, to);
    setMicros(now.current);
    setPlaying(false);
  }, []);

  useEffect(() => {
    if (!playing || held || endMicros === 0) return;
    const advance = (millis: number) => {
      now.current = Math.min(endMicros, now.current + millis * 1000 * speed);
      return now.current < endMicros;
    };
    const end = () => {
      setMicros(endMicros);
      setPlaying(false);
    };
    if (still) {
      const timer = setInterval(() => (advance(STILL_MILLIS) ? setMicros(now.current) : end()), STILL_MILLIS);
      return () => clearInterval(timer);
    }
    let frame = 0;
    let last = performance.now();
    let shown = last;
    const beat = (at: number) => {
      // a hidden tab gets no frames: what was missed is not made up for
      const goesOn = advance(Math.min(at - last, 200));
      last = at;
      if (!goesOn) return end();
      if (at - shown >= PANEL_MILLIS) {
        shown = at;
        setMicros(now.current);
      }
      frame = requestAnimationFrame(beat);
    };
    frame = requestAnimationFrame(beat);
    return () => {
      cancelAnimationFrame(frame);
      setMicros(now.current);
    };
  }, [playing, held, endMicros, speed, still]);

  return { micros, now, playing, speed, setSpeed, setPlaying, seek };
}
