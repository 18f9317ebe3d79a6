import type { Doing, DoingKind, LabOrder } from '../../api/lab';

/**
 * The order as it stands in the page's address, so that a run can be passed on:
 * `scenario=node-fails&seed=7&nodes=5&do=k2@5200,c1-m@7300`. In `do` a letter says what is done (kill, start, cut, heal), then to
 * whom (`m` is the manager), then when, in milliseconds.
 */
export const DEFAULT_ORDER: LabOrder = { scenario: 'NODE_FAILS', rule: null, kept: false, seed: 1, nodes: 5, interventions: [] };

const LETTERS: Record<DoingKind, string> = { KILL: 'k', START: 's', CUT: 'c', HEAL: 'h' };
const KINDS = Object.fromEntries(Object.entries(LETTERS).map(([kind, letter]) => [letter, kind])) as Record<string, DoingKind>;
const DOING = /^([kshc])(m|\d+)(?:-(m|\d+))?@(\d+)$/;

export function toAddress(order: LabOrder, atMillis?: number): URLSearchParams {
  const params = new URLSearchParams({ scenario: worded(order.scenario), seed: String(order.seed), nodes: String(order.nodes) });
  if (order.rule) params.set('rule', worded(order.rule));
  if (order.kept) params.set('kept', '1');
  if (order.interventions.length > 0) params.set('do', order.interventions.map(doingText).join(','));
  if (atMillis !== undefined) params.set('at', String(Math.round(atMillis)));
  return params;
}

/** What cannot be understood is left out, and the default stands in for it. */
export function fromAddress(params: URLSearchParams): LabOrder {
  return {
    scenario: coded(params.get('scenario')) ?? DEFAULT_ORDER.scenario,
    rule: coded(params.get('rule')),
    kept: params.get('kept') === '1',
    seed: whole(params.get('seed')) ?? DEFAULT_ORDER.seed,
    nodes: whole(params.get('nodes')) ?? DEFAULT_ORDER.nodes,
    interventions: (params.get('do') ?? '').split(',').map(doingOf).filter((doing) => doing !== null),
  };
}

export function atOf(params: URLSearchParams): number {
  return whole(params.get('at')) ?? 0;
}

function doingText(doing: Doing): string {
  return `${LETTERS[doing.kind]}${doing.target.split('~').map(short).join('-')}@${doing.atMillis}`;
}

function doingOf(text: string): Doing | null {
  const match = DOING.exec(text);
  const kind = match && KINDS[match[1]!];
  if (!match || !kind || (match[3] !== undefined) !== (kind === 'CUT' || kind === 'HEAL')) return null;
  const target = match[3] === undefined ? long(match[2]!) : `${long(match[2]!)}~${long(match[3])}`;
  return { atMillis: Number(match[4]), kind, target };
}

const short = (name: string) => (name === 'manager' ? 'm' : name.replace('node-', ''));
const long = (text: string) => (text === 'm' ? 'manager' : `node-${text}`);
const worded = (name: string) => name.toLowerCase().replaceAll('_', '-');
const coded = (text: string | null) => (text ? text.toUpperCase().replaceAll('-', '_') : null);

function whole(text: string | null): number | null {
  const number = Number(text);
  return text !== null && text !== '' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
