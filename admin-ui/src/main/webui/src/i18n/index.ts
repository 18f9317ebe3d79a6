import { names, percent, span } from '../lib/format';
import { i18n } from './instance';
import type { Language } from './language';

export { language, t } from './instance';
export { langOf, said } from './server';

const formatter = i18n.services.formatter;
formatter?.add('percent', (value) => percent(Number(value)));
formatter?.add('span', (value) => span(Number(value)));
formatter?.add('names', (value) => (Array.isArray(value) ? names(value as string[]) : String(value)));

/** From now on. Resolves when the words are there and shown. */
export async function speak(language: Language): Promise<void> {
  if (language === 'ja' && !i18n.hasResourceBundle('ja', 'translation')) {
    const { ja } = await import('./ja');
    i18n.addResourceBundle('ja', 'translation', ja);
  }
  await i18n.changeLanguage(language);
  if (typeof document !== 'undefined') document.documentElement.lang = language;
}
