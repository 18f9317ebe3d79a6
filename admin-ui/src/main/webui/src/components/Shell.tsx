import { AppShell, Burger, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAdjustmentsHorizontal,
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
import { ConnectionStatus } from './ConnectionStatus';
import { Logo } from './Logo';
import { SchemeToggle } from './SchemeToggle';
import classes from './Shell.module.css';
import { StaleBanner } from './StaleBanner';

const ROOMS = [
  { to: '/', label: 'Overview', Icon: IconChartDonut3 },
  { to: '/performance', label: 'Performance', Icon: IconChartLine },
  { to: '/heat', label: 'Heat map', Icon: IconGridDots },
  { to: '/browser', label: 'Cache browser', Icon: IconDatabaseSearch },
  { to: '/nodes', label: 'Nodes', Icon: IconServer2 },
  { to: '/policies', label: 'Policies', Icon: IconAdjustmentsHorizontal },
  { to: '/events', label: 'Events', Icon: IconListDetails },
  { to: '/lab/simulated', label: 'Lab', Icon: IconFlask },
];

function Brand() {
  return (
    <Link to="/" className={classes.brand} title="To the overview">
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
      <a className="skip-link" href="#main">Skip to the page</a>
      <AppShell.Header className={classes.header} hiddenFrom="sm">
        <Group h="100%" px="md" justify="space-between">
          <Brand />
          <Burger opened={opened} onClick={toggle} size="sm" aria-label={opened ? 'Close the menu' : 'Open the menu'} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} p="md">
        <AppShell.Section visibleFrom="sm" px={8} pt={6} pb="lg"><Brand /></AppShell.Section>
        <AppShell.Section grow component="nav" aria-label="Rooms">
          <Stack gap={3}>
            {ROOMS.map(({ to, label, Icon }) => (
              <NavLink key={to} to={to} end={to === '/'} className={classes.link} onClick={close}>
                <Icon size={19} stroke={1.7} aria-hidden />
                {label}
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
