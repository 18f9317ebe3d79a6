/** What an operation really achieved, read from the answer's X-Meguri-* headers. */
export interface Receipt {
  version: string | null;
  source: 'primary' | 'replica' | null;
  node: string | null;
  slot: number | null;
  ringVersion: number | null;
  acks: Acks | null;
  consistency: string | null;
  policy: string | null;
  /** Milliseconds that the value has left; null: it does not expire. */
  ttlMillis: number | null;
  /** On a miss, what became of the value, where that is still known. */
  why: string | null;
  /** Which node the request was sent to. */
  via: string | null;
  receivedAtMillis: number;
}

export interface Acks {
  confirmed: number;
  of: number;
}

interface HeaderBag {
  get(name: string): string | null;
}

export function parseReceipt(headers: HeaderBag, receivedAtMillis: number): Receipt {
  const source = headers.get('x-meguri-source');
  return {
    version: headers.get('x-meguri-version') ?? versionFromEtag(headers.get('etag')),
    source: source === 'primary' || source === 'replica' ? source : null,
    node: headers.get('x-meguri-node'),
    slot: wholeNumber(headers.get('x-meguri-slot')),
    ringVersion: wholeNumber(headers.get('x-meguri-ring-version')),
    acks: parseAcks(headers.get('x-meguri-acks')),
    consistency: headers.get('x-meguri-consistency'),
    policy: headers.get('x-meguri-policy'),
    ttlMillis: wholeNumber(headers.get('x-meguri-ttl-millis')),
    why: headers.get('x-meguri-why'),
    via: headers.get('x-meguri-via'),
    receivedAtMillis,
  };
}

/** `2/3` to {confirmed: 2, of: 3}. */
export function parseAcks(text: string | null): Acks | null {
  const match = /^(\d+)\/(\d+)$/.exec(text ?? '');
  return match ? { confirmed: Number(match[1]), of: Number(match[2]) } : null;
}

export function versionFromEtag(etag: string | null): string | null {
  const match = /^(?:W\/)?"(.*)"$/.exec(etag ?? '');
  return match?.[1] || null;
}

/** What is left of the TTL now, never below 0; null: no expiry. */
export function ttlLeftMillis(receipt: Receipt, nowMillis: number): number | null {
  if (receipt.ttlMillis === null) return null;
  return Math.max(0, receipt.ttlMillis - (nowMillis - receipt.receivedAtMillis));
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}
