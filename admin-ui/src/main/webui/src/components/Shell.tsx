import { AppShell, Burger, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAdjustmentsHorizontal,
  IconBolt,
  IconChartDonut3,
  IconChartLine,
  IconDatabaseSearch,
  IconFlask,
  IconGridDots,
  IconListDetails,
  IconServer2,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { t } from '../i18n';
import { ConnectionStatus } from './ConnectionStatus';
import { LanguageMenu } from './LanguageMenu';
import { Logo } from './Logo';
import { SchemeToggle } from './SchemeToggle';
import classes from './Shell.module.css';
import { StaleBanner } from './StaleBanner';

const ROOMS = [
  { to: '/', room: 'overview', Icon: IconChartDonut3 },
  { to: '/performance', room: 'performance', Icon: IconChartLine },
  { to: '/heat', room: 'heat', Icon: IconGridDots },
  { to: '/browser', room: 'browser', Icon: IconDatabaseSearch },
  { to: '/nodes', room: 'nodes', Icon: IconServer2 },
  { to: '/policies', room: 'policies', Icon: IconAdjustmentsHorizontal },
  { to: '/events', room: 'events', Icon: IconListDetails },
  { to: '/lab/simulated', room: 'lab', Icon: IconFlask },
  { to: '/lab/live', room: 'live', Icon: IconBolt },
] as const;

function Brand() {
  return (
    <Link to="/" className={classes.brand} title={t('shell.toOverview')}>
      <Logo />
      <span>
        <span className={classes.name}>Meguri</span>{' '}
        <span className={classes.kanji} lang="ja">巡り</span>
      </span>
    </Link>
  );
}

/** What stands around every page: the way to the rooms, the state of the connection, and the warning of old figures. */
export function Shell({ children }: { children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure();
  return (
    <AppShell
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: 228, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', lg: 'xl' }}
    >
      <a className="skip-link" href="#main">{t('shell.skip')}</a>
      <AppShell.Header className={classes.header} hiddenFrom="sm">
        <Group h="100%" px="md" justify="space-between">
          <Brand />
          <Group gap="xs" wrap="nowrap">
            <LanguageMenu />
            <Burger opened={opened} onClick={toggle} size="sm" aria-label={opened ? t('shell.closeMenu') : t('shell.openMenu')} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} p="md">
        <AppShell.Section visibleFrom="sm" pl={8} pt={6} pb="lg">
          <Group justify="space-between" wrap="nowrap"><Brand /><LanguageMenu /></Group>
        </AppShell.Section>
        <AppShell.Section grow component="nav" aria-label={t('shell.rooms')}>
          <Stack gap={3}>
            {ROOMS.map(({ to, room, Icon }) => (
              <NavLink key={to} to={to} end={to === '/'} className={classes.link} onClick={close}>
                <Icon size={19} stroke={1.7} aria-hidden />
                {t(`shell.room.${room}`)}
              </NavLink>
            ))}
          </Stack>
        </AppShell.Section>
        <AppShell.Section className={classes.foot} pt="md">
          <Group justify="space-between" wrap="nowrap" px={8}>
            <ConnectionStatus />
            <SchemeToggle />
          </Group>
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <StaleBanner />
        {children}
      </AppShell.Main>
    </AppShell>
  );
}
