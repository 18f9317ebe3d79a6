import { t } from '../../i18n';
import type { en } from '../../i18n/en';

/** How a kind of message looks: a colour and a shape, so that colour is never the only carrier. */
export interface KindLook {
  readonly word: string;
  readonly meaning: string;
  shape: Shape;
  light: string;
  dark: string;
  /** Comes all the time, whether clients work or not. */
  background: boolean;
}

export type Shape = 'disc' | 'square' | 'diamond' | 'triangle' | 'ring' | 'cross' | 'bar' | 'wedge' | 'plus' | 'frame' | 'rhomb';

const look = (kind: keyof (typeof en)['lab']['kinds'], shape: Shape, light: string, dark: string, background: boolean): KindLook => ({
  shape,
  light,
  dark,
  background,
  get word() {
    return t(`lab.kinds.${kind}.word`);
  },
  get meaning() {
    return t(`lab.kinds.${kind}.meaning`);
  },
});

export const KIND_LOOKS: Record<string, KindLook> = {
  WRITE: look('WRITE', 'square', '#b5389b', '#ee8fd6', false),
  REPLICATE: look('REPLICATE', 'disc', '#c2570a', '#ffb14a', false),
  READ: look('READ', 'triangle', '#2f6fde', '#6ea3ff', false),
  VOTE: look('VOTE', 'diamond', '#5b4bd6', '#a79bff', false),
  REPAIR: look('REPAIR', 'cross', '#0b8fb0', '#5fd0ea', true),
  HINT: look('HINT', 'frame', '#c8372d', '#ff8b7e', false),
  MIGRATION: look('MIGRATION', 'wedge', '#b86a00', '#f5b955', false),
  GOSSIP: look('GOSSIP', 'ring', '#6b7c12', '#b9cc55', true),
  HEARTBEAT: look('HEARTBEAT', 'plus', '#6f7a8a', '#93a0b3', true),
  STATE: look('STATE', 'bar', '#0f7d5f', '#45d3a8', false),
  PUBLISH: look('PUBLISH', 'rhomb', '#8c5a3c', '#cfa283', false),
};

export const lookOf = (kind: string): KindLook => KIND_LOOKS[kind] ?? KIND_LOOKS.HEARTBEAT!;
