import { ActionIcon, Menu } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { language, speak, t } from '../i18n';
import { LANGUAGES, NAMES, storeLanguage, type Language } from '../i18n/language';
import { notifyFailure } from './notify';

/** Which language the pages speak; the browser remembers it. */
export function LanguageMenu() {
  const choose = (chosen: Language) => {
    storeLanguage(chosen);
    speak(chosen).catch((error: Error) => notifyFailure(t('shell.languageFailed'), error));
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('shell.language')} title={t('shell.language')}><IconLanguage size={18} stroke={1.7} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={language()} onChange={(chosen) => choose(chosen as Language)}>
          {LANGUAGES.map((one) => <Menu.RadioItem key={one} value={one} lang={one} closeMenuOnClick>{NAMES[one]}</Menu.RadioItem>)}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
