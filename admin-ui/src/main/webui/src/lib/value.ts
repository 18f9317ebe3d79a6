/** How the bytes of a value can be shown. Nothing here is ever put into the page as markup. */

export type ValueForm = 'json' | 'text' | 'hex';

/** The text, or null when the bytes are not UTF-8 or hold control characters that no text has. */
export function asText(value: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
    // eslint-disable-next-line no-control-regex
    return /[\u0000-\u0008\u000e-\u001a\u007f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** The value as indented JSON, or null when it is none. Only objects and arrays: a bare number reads better as text. */
export function asJson(text: string | null): string | null {
  if (text === null || !/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}

/** Offset, sixteen bytes, and what of them is printable: as hexdump -C does. */
export function asHex(value: Uint8Array, limit = 4096): string {
  const lines: string[] = [];
  const end = Math.min(value.length, limit);
  for (let offset = 0; offset < end; offset += 16) {
    const row = Array.from(value.subarray(offset, Math.min(offset + 16, end)));
    const hex = row.map((b) => b.toString(16).padStart(2, '0'));
    const left = hex.slice(0, 8).join(' ').padEnd(23);
    const right = hex.slice(8).join(' ').padEnd(23);
    const printable = row.map((b) => (b >= 32 && b < 127 ? String.fromCharCode(b) : '.')).join('');
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${left}  ${right}  |${printable}|`);
  }
  return lines.join('\n');
}

export function bestForm(value: Uint8Array): ValueForm {
  const text = asText(value);
  if (text === null) return 'hex';
  return asJson(text) === null ? 'text' : 'json';
}

/** What content type a value that was typed in deserves. */
export function contentTypeOf(text: string): string {
  return asJson(text) === null ? 'text/plain; charset=utf-8' : 'application/json';
}
