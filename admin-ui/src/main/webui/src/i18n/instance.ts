import i18n, { type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import type { Language } from './language';

/** English is there from the start, other languages come when they are wanted: {@link speak}. */
void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  // React escapes
  interpolation: { escapeValue: false },
  initAsync: false,
});

export { i18n };

/**
 * The words of a key in the language of now: to be called while something is rendered or said, never once for all. The whole
 * page is rendered anew when the language changes (`App`).
 */
export const t: TFunction = i18n.t;

export function language(): Language {
  return i18n.language === 'ja' ? 'ja' : 'en';
}
