/** Under which name the kinds that are switched off are kept in the browser. */
export const STORED_AS = 'meguri-traffic-off';
/** More than there are kinds; what is stored may be anything. */
const MAX_KINDS = 32;

/** None, where nothing sensible is kept. */
export function readHidden(): ReadonlySet<string> {
  try {
    const kinds: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? '[]');
    return new Set(Array.isArray(kinds) ? kinds.filter((kind): kind is string => typeof kind === 'string').slice(0, MAX_KINDS) : []);
  } catch {
    return new Set();
  }
}

export function writeHidden(kinds: ReadonlySet<string>): void {
  try {
    localStorage.setItem(STORED_AS, JSON.stringify([...kinds]));
  } catch {
    // storage is forbidden: they are off for this page alone
  }
}
