import { expect, it } from 'vitest';
import { asHex, asJson, asText, bestForm, contentTypeOf } from './value';

const utf8 = (text: string) => new TextEncoder().encode(text);

it('asText_notUtf8_isNull', () => {
  expect(asText(new Uint8Array([0xff, 0xfe]))).toBeNull();
  expect(asText(new Uint8Array([65, 0, 66]))).toBeNull();
  expect(asText(utf8('巡り\n\t<b>'))).toBe('巡り\n\t<b>');
});

it('bestForm_kindOfValue_picksTheMostTelling', () => {
  expect([bestForm(utf8('{"a":1}')), bestForm(utf8('[1]')), bestForm(utf8('42')), bestForm(utf8('{broken')), bestForm(new Uint8Array([0, 1]))]).toEqual(['json', 'json', 'text', 'text', 'hex']);
});

it('asJson_object_isIndented', () => expect(asJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}'));

it('asHex_seventeenBytes_areTwoAlignedRows', () => {
  const rows = asHex(utf8('0123456789abcdef\n')).split('\n');
  expect(rows[0]).toBe('00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|');
  expect(rows[1]).toMatch(/^00000010 {2}0a {46,}\|\.\|$/);
});

it('asHex_longValue_stopsAtTheLimit', () => expect(asHex(new Uint8Array(100), 32).split('\n')).toHaveLength(2));

it('contentTypeOf_json_isToldFromText', () => {
  expect(contentTypeOf('{"a":1}')).toBe('application/json');
  expect(contentTypeOf('hello')).toBe('text/plain; charset=utf-8');
});
