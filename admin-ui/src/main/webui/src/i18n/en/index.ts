import { browser } from './browser';
import { controls, states, verdict } from './cluster';
import { common, network, shell, units } from './common';
import { heat } from './heat';
import { lab } from './lab';
import { links } from './links';
import { live } from './live';
import { events, nodes } from './nodes';
import { advice, overview, rebalance, ring, traffic } from './overview';
import { charts, performance } from './performance';
import { guarantee, policies } from './policies';

/** Every word of the pages. Other languages have the same keys, which the compiler holds them to. */
export const en = {
  advice, browser, charts, common, controls, events, guarantee, heat, lab, links, live, network, nodes, overview, performance, policies, rebalance, ring,
  shell, states, traffic, units, verdict,
} as const;
