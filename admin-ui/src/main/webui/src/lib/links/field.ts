/** From leaving a node to coming to another. Messages are far quicker: this is how long an eye needs. */
const TRAVEL_MILLIS = 1400;

/** Too many: frames take long; too few: of eleven kinds at their most, some are not drawn. */
export const MAX_DOTS = 640;

/** After a frame that took longer, a hidden page for one, nothing is made up for. */
const LONGEST_STEP_MILLIS = 100;

/** What one sends to another, of one kind; all three as places in lists of the picture. */
export interface Flow {
  from: number;
  to: number;
  kind: number;
  dotsPerSecond: number;
}

/**
 * The dots that are on their way. All room is taken once: a frame makes no garbage, however many dots move.
 */
export class DotField {
  readonly from = new Uint16Array(MAX_DOTS);
  readonly to = new Uint16Array(MAX_DOTS);
  readonly kind = new Uint8Array(MAX_DOTS);
  /** 0 to 1. */
  readonly progress = new Float32Array(MAX_DOTS);
  count = 0;
  private flows: Flow[] = [];
  /** Of each flow, the part of a dot that is still to come. */
  private owed = new Float64Array(0);

  /** From now on; what is on its way goes on. A flow that goes on keeps its pace: rates come each second, dots more seldom. */
  setFlows(flows: Flow[]): void {
    const before = new Map(this.flows.map((flow, i) => [nameOf(flow), this.owed[i]!]));
    this.owed = Float64Array.from(flows, (flow) => before.get(nameOf(flow)) ?? startOf(flow));
    this.flows = flows;
  }

  /** Whether anything moves, or will. */
  get isStill(): boolean {
    return this.count === 0 && this.flows.length === 0;
  }

  clear(): void {
    this.count = 0;
  }

  /** Dots of a kind that is not shown any more go at once. */
  keep(isShown: (kind: number) => boolean): void {
    for (let dot = this.count - 1; dot >= 0; dot--) if (!isShown(this.kind[dot]!)) this.remove(dot);
  }

  step(millis: number): void {
    const passed = Math.min(millis, LONGEST_STEP_MILLIS);
    for (let dot = this.count - 1; dot >= 0; dot--) {
      this.progress[dot]! += passed / TRAVEL_MILLIS;
      if (this.progress[dot]! >= 1) this.remove(dot);
    }
    for (let i = 0; i < this.flows.length; i++) {
      const flow = this.flows[i]!;
      this.owed[i]! += (flow.dotsPerSecond * passed) / 1000;
      while (this.owed[i]! >= 1) {
        this.owed[i]! -= 1;
        // how long ago it left, so that a frame's dots do not start as one
        this.add(flow, (this.owed[i]! / Math.max(flow.dotsPerSecond, 1)) * (1000 / TRAVEL_MILLIS));
      }
    }
  }

  private add(flow: Flow, progress: number): void {
    if (this.count === MAX_DOTS) return;
    const dot = this.count++;
    this.from[dot] = flow.from;
    this.to[dot] = flow.to;
    this.kind[dot] = flow.kind;
    this.progress[dot] = Math.min(progress, 0.99);
  }

  /** The last one takes its place. */
  private remove(dot: number): void {
    const last = --this.count;
    this.from[dot] = this.from[last]!;
    this.to[dot] = this.to[last]!;
    this.kind[dot] = this.kind[last]!;
    this.progress[dot] = this.progress[last]!;
  }
}

const nameOf = ({ from, to, kind }: Flow) => (from * 4096 + to) * 64 + kind;

/** Anywhere between two dots, the same for the same flow: all flows of a kind would beat in time. */
const startOf = (flow: Flow) => (Math.imul(nameOf(flow) + 1, 0x9e3779b1) >>> 0) / 2 ** 32;
