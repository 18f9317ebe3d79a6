import { useMemo } from 'react';
import type { Traffic } from '../api/traffic';
import { byName } from '../lib/format';
import { linksOf, MANAGER, messagesPerDot, shownOf, type Link } from '../lib/links/links';
import { useConnected } from './useLive';
import { useHiddenKinds, useTraffic } from './useTraffic';

export interface Links {
  /** Undefined: nothing was heard yet. */
  traffic: Traffic | undefined;
  /** What is to be seen of it. */
  shown: Link[];
  /** For how many messages a dot stands, by kind. */
  perDot: ReadonlyMap<string, number>;
  hidden: ReadonlySet<string>;
  toggle: (kind: string) => void;
}

/** @param node only what comes from it, or goes to it; null: everything */
export function useLinks(node: string | null): Links {
  const heard = useTraffic();
  // what was heard before the line went dead is no traffic of now
  const traffic = useConnected() === false ? undefined : heard;
  const [hidden, toggle] = useHiddenKinds();
  const shown = useMemo(() => (traffic ? shownOf(linksOf(traffic), hidden, node) : []), [traffic, hidden, node]);
  const perDot = useMemo(() => new Map(traffic?.kinds.map(({ kind, messages }) => [kind, messagesPerDot(messages)])), [traffic]);
  return { traffic, shown, perDot, hidden, toggle };
}

/** Who is in the picture: those of the ring, others that send or are sent something, and the manager. */
export function standing(ring: readonly string[], traffic: Traffic | undefined): string[] {
  const nodes = [...new Set([...ring, ...(traffic?.nodes ?? [])])].filter((name) => name !== MANAGER).sort(byName);
  return traffic?.nodes.includes(MANAGER) ? [...nodes, MANAGER] : nodes;
}
