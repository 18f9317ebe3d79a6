/** How a kind of message looks: a colour and a shape, so that colour is never the only carrier. */
export interface KindLook {
  word: string;
  meaning: string;
  shape: Shape;
  light: string;
  dark: string;
  /** Comes all the time, whether clients work or not. */
  background: boolean;
}

export type Shape = 'disc' | 'square' | 'diamond' | 'triangle' | 'ring' | 'cross' | 'bar';

export const KIND_LOOKS: Record<string, KindLook> = {
  WRITE: { word: 'Write', meaning: 'A write passed on to who coordinates it, and the answer', shape: 'square', light: '#b5389b', dark: '#ee8fd6', background: false },
  REPLICATE: { word: 'Replicate', meaning: 'A copy for a replica, and its acknowledgement', shape: 'disc', light: '#c2570a', dark: '#ffb14a', background: false },
  READ: { word: 'Read', meaning: 'What have you got of this key?', shape: 'triangle', light: '#2f6fde', dark: '#6ea3ff', background: false },
  VOTE: { word: 'Vote', meaning: 'Proposers and voters of strong keys', shape: 'diamond', light: '#5b4bd6', dark: '#a79bff', background: false },
  REPAIR: { word: 'Repair', meaning: 'Comparing slots, exchanging what differs, hints', shape: 'cross', light: '#0b8fb0', dark: '#5fd0ea', background: true },
  MIGRATION: { word: 'Migration', meaning: 'The same of slots that move', shape: 'cross', light: '#b86a00', dark: '#f5b955', background: false },
  GOSSIP: { word: 'Gossip', meaning: 'Are you there? And what did you hear of others?', shape: 'ring', light: '#6b7c12', dark: '#b9cc55', background: true },
  HEARTBEAT: { word: 'Heartbeat', meaning: 'Between nodes and the manager', shape: 'ring', light: '#6f7a8a', dark: '#93a0b3', background: true },
  STATE: { word: 'State', meaning: 'Who is there, and who holds what', shape: 'bar', light: '#0f7d5f', dark: '#45d3a8', background: false },
};

export const lookOf = (kind: string): KindLook => KIND_LOOKS[kind] ?? KIND_LOOKS.HEARTBEAT!;
