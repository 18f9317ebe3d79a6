/** The languages that the pages speak. */
export const LANGUAGES = ['en', 'ja'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Each by the name that its own speakers give it. */
export const NAMES: Record<Language, string> = { en: 'English', ja: '日本語' };

/** Under which name a person's choice is kept in the browser. */
export const STORED_AS = 'meguri-language';

function spoken(tag: string): Language | undefined {
  const base = tag.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === base);
}

/**
 * What was chosen before; else the first of the browser's languages that is spoken here; else English.
 *
 * @param chosen null: nothing was
 * @param wanted as `navigator.languages` has them, the best first
 */
export function languageOf(chosen: string | null, wanted: readonly string[]): Language {
  for (const tag of chosen === null ? wanted : [chosen, ...wanted]) {
    const language = spoken(tag);
    if (language) return language;
  }
  return 'en';
}

/** Null: nothing was chosen, or the browser keeps nothing. */
export function storedLanguage(): string | null {
  try {
    return localStorage.getItem(STORED_AS);
  } catch {
    return null;
  }
}

export function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(STORED_AS, language);
  } catch {
    // storage is forbidden: it is chosen for this page alone
  }
}
