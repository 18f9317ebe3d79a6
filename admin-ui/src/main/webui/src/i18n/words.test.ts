import { expect, it } from 'vitest';
import { en } from './en';
import { ja } from './ja';

/** Every key with its words; what differs between the plurals of one key stands under the key with `_other`. */
function flat(words: object, before = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') all.set(before + key, value);
    else for (const [inner, text] of flat(value as object, `${before}${key}.`)) all.set(inner, text);
  }
  return all;
}

/** `{{count, number}}` and `{name}`, by their names. */
function parameters(text: string): string[] {
  const values = [...text.matchAll(/\{\{(\w+)(?:, \w+)?\}\}/g)].map((match) => `{{${match[1]}}}`);
  const parts = [...text.replaceAll(/\{\{.*?\}\}/g, '').matchAll(/\{(\w+)\}/g)].map((match) => `{${match[1]}}`);
  return [...new Set([...values, ...parts])].sort();
}

const english = flat(en);
const { server, ...pages } = ja;
const japanese = flat(pages);
const isSingular = (key: string) => key.endsWith('_one');

it('bothLanguages_haveTheSameKeys', () => {
  expect([...japanese.keys()].sort()).toEqual([...english.keys()].filter((key) => !isSingular(key)).sort());
});

it('bothLanguages_haveTheSameParameters', () => {
  const of = (words: Map<string, string>) => Object.fromEntries([...words].filter(([key]) => !isSingular(key)).map(([key, text]) => [key, parameters(text)]));
  expect(of(japanese)).toEqual(of(english));
});

it('singulars_haveAPlural_withTheSameParameters', () => {
  for (const key of [...english.keys()].filter(isSingular)) {
    const plural = english.get(key.replace(/_one$/, '_other'));
    expect(plural, key).toBeDefined();
    // "one node" need not say the number
    expect(parameters(plural!).filter((name) => name !== '{{count}}'), key).toEqual(parameters(english.get(key)!).filter((name) => name !== '{{count}}'));
  }
});

it('parameters_areWrittenSoThatTheyAreFound', () => {
  for (const [key, text] of [...english, ...japanese, ...flat(server)]) {
    expect(text.replaceAll(/\{\{\w+(?:, (?:number|percent|span|names))?\}\}/g, '').includes('{{'), `${key}: ${text}`).toBe(false);
    expect(text.trim(), key).not.toBe('');
  }
});

it('japanese_isJapanese', () => {
  // what is the same in both: names, formats, units
  const same = /^(?:common\.nothing|verdict\.|units\.(?:comma|micros|millis)|policies\.(?:column\.(?:quorums|ttl)|form\.presets)|browser\.(?:receipt|write)\.ttl|browser\.value\.)/;
  for (const [key, text] of [...japanese, ...flat(server)]) {
    expect(/[぀-ヿ一-鿿]/.test(text) || same.test(key) || parameters(text).length > 0, `${key}: ${text}`).toBe(true);
  }
});
