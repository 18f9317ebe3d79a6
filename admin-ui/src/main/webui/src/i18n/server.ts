import { i18n, language } from './instance';

type Loose = (key: string, options: Record<string, unknown>) => string;

/**
 * What the server says, in the reader's language: by its stable code and the values that come with it, where there are words for
 * the code; else as the server said it, in English.
 *
 * @param key under `server` in the language's words, such as `problems.node_not_found`
 */
export function said(key: string, values: Record<string, unknown>, english: string): string {
  const words = (i18n.t as Loose)(`server.${key}`, { ...values, defaultValue: english });
  // a value that an older server does not send
  return words.includes('{{') ? english : words;
}

/** The language of what is shown in place of the server's words, where that is not the page's; undefined: it is. */
export function langOf(shown: string, english: string): string | undefined {
  return language() !== 'en' && shown === english ? 'en' : undefined;
}
