import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Ai, the indigo of Japanese cloth: the one accent colour. */
const ai: MantineColorsTuple = ['#eef3ff', '#dbe5fb', '#b4c8f3', '#8aa9ec', '#678fe6', '#507fe2', '#3f6fd9', '#3564c8', '#2c59b4', '#1e4da0'];
const dark: MantineColorsTuple = ['#d7dde6', '#b3bcc9', '#8d98a8', '#687384', '#394352', '#2a323f', '#1b222c', '#141a22', '#0f141b', '#0a0e13'];

export const theme = createTheme({
  primaryColor: 'ai',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { ai, dark },
  // Japanese letters are the system's own: a font of them weighs more than all the pages
  fontFamily: "'Inter Variable', 'Hiragino Sans', 'Yu Gothic UI', Meiryo, 'Noto Sans JP', 'Noto Sans CJK JP', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, 'SFMono-Regular', Menlo, monospace",
  headings: {
    fontWeight: '640',
    sizes: { h1: { fontSize: '1.5rem', lineHeight: '1.3' }, h2: { fontSize: '1rem', lineHeight: '1.4' }, h3: { fontSize: '0.9rem' } },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { withArrow: true, multiline: true, maw: 320, openDelay: 150, events: { hover: true, focus: true, touch: true } } },
    Modal: { defaultProps: { centered: true, radius: 'lg' } },
    Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } },
  },
});

/** The surfaces of both themes, and text colours that keep 4.5:1 on them. */
export const surfaces: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f5f6f8',
    '--mantine-color-text': '#18202b',
    '--mantine-color-dimmed': '#59657a',
    '--surface': '#ffffff',
    '--surface-sunken': '#f3f5f8',
    '--line': '#e0e4ea',
    '--good': '#0b7a53',
    '--warn': '#945700',
    '--bad': '#c02a20',
    '--moving': '#b86a00',
    '--info': '#2c59b4',
  },
  dark: {
    '--mantine-color-body': '#0c1117',
    '--mantine-color-text': '#e3e8ef',
    '--mantine-color-dimmed': '#93a0b3',
    '--surface': '#141a22',
    '--surface-sunken': '#0f141b',
    '--line': '#27303c',
    '--good': '#45d3a8',
    '--warn': '#f5b955',
    '--bad': '#ff8b7e',
    '--moving': '#f5b955',
    '--info': '#8aa9ec',
  },
});
