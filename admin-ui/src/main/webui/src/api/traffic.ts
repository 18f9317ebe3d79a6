/** What nodes sent to each other, and to the manager, in one second, as the stream brings it. */
export interface Traffic {
  atMillis: number;
  nodes: string[];
  /** Those of which anything was sent. */
  kinds: TrafficOfKind[];
}

/** Rates are per second, and of all links. */
export interface TrafficOfKind {
  kind: string;
  messages: number;
  bytes: number;
  /** Over which anything of the kind was sent. */
  links: number;
  /** Of the strongest links, four numbers each: from and to, as places in `nodes`, messages and bytes per second. */
  strongest: number[];
}
