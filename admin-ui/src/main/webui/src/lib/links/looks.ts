import { words } from '../format';
import { KIND_LOOKS, lookOf, type KindLook } from '../lab/kinds';

/** How a kind of message looks, as in the lab. */
export const lookOfKind = (kind: string): KindLook => lookOf(kind.toUpperCase());

/** A kind that only a newer node knows is called as the node calls it. */
export const kindInWords = (kind: string): string => KIND_LOOKS[kind.toUpperCase()]?.word ?? words(kind);

/** The kinds that a picture may have, in a fixed order: places in it stand for kinds. */
export const KINDS = ['replicate', 'write', 'read', 'vote', 'hint', 'repair', 'migration', 'publish', 'gossip', 'heartbeat', 'state'];
