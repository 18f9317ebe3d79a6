import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconLanguage } from '@tabler/icons-react';
import { language, speak, t } from '../i18n';
import { LANGUAGES, NAMES, storeLanguage, type Language } from '../i18n/language';

/** Which language the pages speak; the browser remembers it. */
export function LanguageMenu() {
  const choose = (chosen: Language) => {
    storeLanguage(chosen);
    void speak(chosen);
  };
  return (
    <Menu position="top-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('shell.language')} title={t('shell.language')}><IconLanguage size={18} stroke={1.7} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((one) => (
          <Menu.Item key={one} lang={one} role="menuitemradio" aria-checked={one === language()} leftSection={<IconCheck size={15} style={{ visibility: one === language() ? 'visible' : 'hidden' }} />} onClick={() => choose(one)}>
            {NAMES[one]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
