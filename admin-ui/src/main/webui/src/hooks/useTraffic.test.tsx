import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import type { Traffic } from '../api/traffic';
import { LinksLegend } from '../components/links/LinksLegend';
import { LinksPanel } from '../components/links/LinksPanel';
import { readHidden, STORED_AS, writeHidden } from '../lib/links/hidden';
import { widthOf } from '../lib/links/draw';
import { flowsOf, waysOf } from '../lib/links/flows';
import { keys } from './keys';
import { standing, useLinks, type Links } from './useLinks';

const TRAFFIC: Traffic = {
  atMillis: 1,
  nodes: ['manager', 'node-1', 'node-2', 'node-9'],
  kinds: [
    { kind: 'replicate', messages: 4_210, bytes: 42_100, links: 3, strongest: [1, 2, 4_000, 40_000, 2, 1, 210, 2_100] },
    { kind: 'read', messages: 12, bytes: 1_200, links: 1, strongest: [1, 2, 12, 1_200] },
    { kind: 'heartbeat', messages: 2, bytes: 80, links: 1, strongest: [1, 0, 2, 80] },
  ],
};

afterEach(() => vi.unstubAllGlobals());

function stored(kinds: string | null): Map<string, string> {
  const kept = new Map<string, string>(kinds === null ? [] : [[STORED_AS, kinds]]);
  vi.stubGlobal('localStorage', { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => kept.set(name, value) });
  return kept;
}

/** What the hook says, and how legend and table look with it. */
function seen(traffic: Traffic | undefined, node: string | null = null, still = false): { links: Links; text: string; html: string } {
  let links: Links | undefined;
  function Probe() {
    links = useLinks(node);
    return (
      <>
        {links.traffic && <LinksLegend traffic={links.traffic} hidden={links.hidden} onToggle={links.toggle} still={still} />}
        <LinksPanel links={links} node={node} />
      </>
    );
  }
  const client = new QueryClient();
  if (traffic) client.setQueryData(keys.traffic, traffic);
  const html = renderToStaticMarkup(<MantineProvider><QueryClientProvider client={client}><Probe /></QueryClientProvider></MantineProvider>);
  client.clear();
  return { links: links!, html, text: html.replaceAll(/<style.*?<\/style>/gs, '').replaceAll(/<[^>]*>/g, '\n').replaceAll(/\n+/g, '\n') };
}

it('nothingHeardYet_saysSo', () => {
  stored(null);
  const { links, text } = seen(undefined);
  expect([links.traffic, links.shown]).toEqual([undefined, []]);
  expect(text).toContain('Nothing was counted yet');
});

it('traffic_isInTheLegendWithItsRates_andInTheTable', () => {
  stored(null);
  const { links, text } = seen(TRAFFIC);
  expect(links.shown).toHaveLength(4);
  expect(text).toContain('Replicate\n4,210/s\n41.1 KiB/s\n1 dot = 200 messages');
  expect(text).toContain('Read\n12/s\n1.2 KiB/s\n1 dot = 1 message');
  expect(text).toContain('node-1\nnode-2\nReplicate\n4,000\n39.1 KiB');
  expect(text).toContain('4 of 4 links');
  expect(text).toContain('Of Replicate, the strongest links alone are shown: 2 of 3.');
});

it('kindsThatAreOff_areRemembered_andNotInTheTable', () => {
  stored('["replicate"]');
  const { links, html } = seen(TRAFFIC);
  expect(links.shown.map((link) => link.kind)).toEqual(['read', 'heartbeat']);
  expect(html.match(/aria-pressed="false"/g)).toHaveLength(1);
  expect(html.match(/aria-pressed="true"/g)).toHaveLength(2);
});

it('nodeThatIsChosen_hasItsOwnLinksAlone', () => {
  stored(null);
  const { links, text } = seen(TRAFFIC, 'node-9');
  expect(links.shown).toEqual([]);
  expect(text).toContain('0 of 0 links of node-9');
});

it('reducedMotion_saysWhatWidthsMean_andNothingOfDots', () => {
  stored(null);
  const { text } = seen(TRAFFIC, null, true);
  expect(text).toContain('The wider a way');
  expect(text).not.toContain('1 dot');
});

it('hidden_isKept_andNonsenseInTheStorageIsNone', () => {
  const kept = stored(null);
  writeHidden(new Set(['gossip']));
  expect([kept.get(STORED_AS), [...readHidden()]]).toEqual(['["gossip"]', ['gossip']]);
  for (const nonsense of ['{', '{}', '7', '[1, null]']) {
    stored(nonsense);
    expect(readHidden().size).toBe(0);
  }
});

it('standing_ringAndWhoSends_theManagerLast', () => {
  expect(standing(['node-2', 'node-1'], TRAFFIC)).toEqual(['node-1', 'node-2', 'node-9', 'manager']);
  expect(standing(['node-1'], undefined)).toEqual(['node-1']);
});

it('flows_areDotsByKind_andWaysAreOfAllKindsTogether', () => {
  stored(null);
  const { links } = seen(TRAFFIC);
  const names = standing([], TRAFFIC);
  const flows = flowsOf(links.shown, names, links.perDot);
  expect(flows.map((flow) => flow.dotsPerSecond)).toEqual([20, 1.05, 12, 2]);
  expect(flowsOf([{ from: 'node-1', to: 'nobody', kind: 'read', messages: 1, bytes: 1 }, { from: 'node-1', to: 'node-2', kind: 'brand_new', messages: 1, bytes: 1 }], names, links.perDot)).toEqual([]);
  const ways = waysOf(links.shown, names);
  expect(ways.map((way) => [way.from, way.to, way.messages])).toEqual([[0, 1, 4_012], [1, 0, 210], [0, 3, 2]]);
  expect(ways[0]!.look.word).toBe('Replicate');
  expect(widthOf(4_012)).toBeGreaterThan(widthOf(2));
  expect(widthOf(1e12)).toBe(6);
});
