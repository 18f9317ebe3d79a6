// Which language the pages speak: what was chosen before, else the first of the browser's that is spoken here, else English.
import { WORDS } from './words.js';

const NAMES = { en: 'English', ja: '日本語' };
const LANGUAGES = Object.keys(NAMES);
const STORED_AS = 'meguri-language';
const listeners = [];

function stored() {
  try { return localStorage.getItem(STORED_AS); } catch { return null; }
}

export let language = [stored(), ...navigator.languages]
  .map((tag) => tag?.toLowerCase().split('-')[0]).find((tag) => LANGUAGES.includes(tag)) ?? 'en';

export function t(key, values = {}) {
  const words = WORDS[key];
  return words ? words[LANGUAGES.indexOf(language)].replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all) : key;
}

export const number = (value, digits = 0) => value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
export const millis = (value) => (value == null ? '–' : value >= 10_000 ? `${number(value / 1000, 1)} s` : `${number(value, value < 10 ? 1 : 0)} ms`);
export const time = (at) => new Date(at).toLocaleTimeString(language);

/** Told when the language changes, and once at the beginning. */
export function whenSpoken(listener) {
  listeners.push(listener);
  listener();
}

/** Elements say by data-t what they tell, by data-t-label and data-t-title how they are called. */
export function translate(root = document) {
  for (const element of root.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const element of root.querySelectorAll('[data-t-label]')) element.setAttribute('aria-label', t(element.dataset.tLabel));
  for (const element of root.querySelectorAll('[data-t-title]')) element.title = t(element.dataset.tTitle);
}

function speak(next) {
  language = next;
  document.documentElement.lang = next;
  translate();
  document.title = t(`${document.body.dataset.page}.page`);
  for (const listener of listeners) listener();
}

/** Two buttons, each by the name that its own speakers give the language. */
export function languageSwitch(into) {
  for (const one of LANGUAGES) {
    const button = into.appendChild(document.createElement('button'));
    button.type = 'button';
    button.lang = one;
    button.textContent = NAMES[one];
    button.addEventListener('click', () => {
      try { localStorage.setItem(STORED_AS, one); } catch { /* for this page alone */ }
      speak(one);
    });
    whenSpoken(() => button.setAttribute('aria-pressed', String(one === language)));
  }
  speak(language);
}
