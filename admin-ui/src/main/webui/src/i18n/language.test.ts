import { afterEach, expect, it, vi } from 'vitest';
import { languageOf, STORED_AS, storedLanguage, storeLanguage } from './language';

afterEach(() => vi.unstubAllGlobals());

it.each([
  [['ja-JP', 'en-US'], 'ja'], [['JA'], 'ja'], [['en-GB', 'ja'], 'en'], [['fr-FR', 'ja-JP', 'en'], 'ja'], [['fr', 'de'], 'en'], [[], 'en'], [['jam'], 'en'],
])('nothingChosen_browserWants %s, it is %s', (wanted, language) => expect(languageOf(null, wanted)).toBe(language));

it('chosen_goesBeforeWhatTheBrowserWants', () => {
  expect([languageOf('en', ['ja']), languageOf('ja', ['en'])]).toEqual(['en', 'ja']);
});

it('chosen_inALanguageThatIsNotSpoken_doesNotCount', () => expect(languageOf('tlh', ['ja'])).toBe('ja'));

it('choice_isRemembered', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => kept.set(name, value) });
  expect(storedLanguage()).toBeNull();
  storeLanguage('ja');
  expect([storedLanguage(), kept.get(STORED_AS)]).toEqual(['ja', 'ja']);
});

it('storageForbidden_nothingIsChosen_andChoosingDoesNoHarm', () => {
  const forbidden = () => {
    throw new Error('forbidden');
  };
  vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden });
  expect(storedLanguage()).toBeNull();
  storeLanguage('ja');
});
