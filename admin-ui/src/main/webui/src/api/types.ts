/** What the admin server answers. The records of the cluster API come through with their own field names. */

export type NodeState = 'JOINING' | 'ACTIVE' | 'SUSPECT' | 'DOWN' | 'LEAVING' | 'STANDBY' | 'REMOVED';

export interface NodeView {
  nodeId: string;
  state: NodeState;
  incarnation: number;
  zone: string | null;
  weight: number;
  host: string;
  httpPort: number;
  respPort: number;
  address: string | null;
  /** Slots of which it is the home primary. */
  primaries: number;
  /** Slots that it holds as another of the list. */
  replicas: number;
  /** Slots whose serving primary it is now. */
  leading: number;
  unsyncedSlots: number;
  entries: number;
  memoryBytes: number;
  memoryLimitBytes: number;
  operationsPerSecond: number;
  /** 0 to 1; null: no reads in the last seconds. */
  hitRatio: number | null;
  /** Of what clients need most: the cores of its machine, or the thread of a shard. 0 to 100. */
  busyPercent: number;
  lastSeenMillisAgo: number | null;
  startedAtMillis: number | null;
}

export interface RebalanceView {
  id: number;
  state: 'RUNNING' | 'PAUSED' | 'DONE' | 'CANCELLED' | 'REPLACED';
  reason: string;
  slots: number;
  slotsDone: number;
  slotsMoving: number;
  copies: number;
  leastCopies: number;
  progress: number;
  startedAtMillis: number;
  finishedAtMillis: number | null;
}

export interface ClusterView {
  clusterId: string;
  term: number;
  ringVersion: number;
  formed: boolean;
  ready: boolean;
  expectedNodes: number;
  replicationFactor: number;
  slotCount: number;
  slotsMoving: number;
  slotsUnderReplicated: number;
  slotsWithoutHolder: number;
  lost?: { count: number; ranges: { from: number; to: number; reason: 'majority_lost_memory' | 'no_holder' }[] };
  nodes: NodeView[];
  rebalance: RebalanceView | null;
}

/** The replica lists, packed: which list each run of slots has, and where the virtual nodes stand. */
export interface RingPicture {
  ringVersion: number;
  slotCount: number;
  nodes: string[];
  /** The distinct replica lists, as indexes into `nodes`. */
  lists: number[][];
  /** Triples: number of slots, index of their list, index of the list that they move to (-1: they stay). */
  runs: number[];
  /** For each of `nodes`, its virtual nodes' positions: fractions of the ring. */
  virtualNodes: number[][];
}

export interface Launcher {
  supervised: boolean;
  /** Why processes cannot be steered from here; null where they can. */
  reason: string | null;
  /** Which reason it is, and the script that it names. */
  code?: string | null;
  script?: string | null;
}

export interface Overview {
  atMillis: number;
  managerReachable: boolean;
  managerUrl: string;
  /** Why the manager could not be asked; null when it could. */
  problem: string | null;
  /** How old `cluster` is; null: there is none yet. */
  ageMillis: number | null;
  launcher: Launcher;
  cluster: ClusterView | null;
  ring: RingPicture | null;
}

export interface ClusterEvent {
  id: number;
  type: string;
  atMillis: number;
  nodeId: string | null;
  ringVersion: number;
  message: string;
  details: Record<string, unknown> | null;
}

export interface PolicyDocument {
  prefix: string;
  preset?: string | null;
  consistency?: 'eventual' | 'strong' | null;
  replicas?: number | null;
  writeQuorum?: number | null;
  readQuorum?: number | null;
  defaultTtl?: string | null;
  maxTtl?: string | null;
  maxBytes?: number | null;
  maxValueBytes?: number | null;
  eviction?: 'lru' | 'tinylfu' | 'none' | null;
  onMajorityLoss?: 'refuse' | 'reset' | null;
  conflict?: string | null;
}

export interface KeyItem {
  key: string;
  slot: number;
  bytes: number;
  version: string;
  ttlMillis: number | null;
}

export interface KeyList {
  keys: KeyItem[];
  truncated: boolean;
}

export interface KeyLocation {
  key: string;
  slot: number;
  epoch: number;
  phase: string;
  policy: string;
  replicas: string[];
  joining: string[];
  servingPrimary: string | null;
}

export interface CommandResult {
  command: string;
  exitStatus: number;
  output: string;
}

/** RFC 9457, as every Meguri service sends it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  field?: string;
  retryable: boolean;
  inDoubt: boolean;
}
