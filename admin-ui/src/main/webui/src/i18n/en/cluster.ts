/** How the cluster is, in one line, and what can be steered now. */
export const verdict = {
  forming: { word: 'Forming', sentence: 'Waiting for nodes: {{here}} of {{expected}} are here.' },
  unreadable: {
    word: 'Unreadable slots',
    sentence_one: '{{count, number}} slot of {{all}} have no live holder: their keys cannot be read now. Start a node that held them.',
    sentence_other: '{{count, number}} slots of {{all}} have no live holder: their keys cannot be read now. Start a node that held them.',
  },
  lost: {
    word: 'Lost memory',
    sentence_one: '{{count, number}} slot lost the memory of most of its voters: strong keys there are refused until the loss is accepted with ./meguri accept-loss.',
    sentence_other: '{{count, number}} slots lost the memory of most of their voters: strong keys there are refused until the loss is accepted with ./meguri accept-loss.',
  },
  degraded: {
    word: 'Degraded',
    who_one: '{{names}} is down.',
    who_other: '{{names}} are down.',
    sentence_one: 'Every slot is served by another replica; {{count, number}} slot has fewer live copies than intended.',
    sentence_other: 'Every slot is served by another replica; {{count, number}} slots have fewer live copies than intended.',
  },
  watching: { word: 'Watching', sentence: 'The heartbeat of {{names}} is late; its peers are asked before it is declared down.' },
  moving: { word: 'Moving slots', sentence: 'A rebalance is {{progress}} done. Every key stays readable and writable meanwhile.' },
  paused: { word: 'Paused', sentence: 'A rebalance is paused at {{progress}}. Nothing moves until it is resumed; every key stays readable and writable.' },
  catchingUp: {
    word: 'Catching up',
    who_one: '{{names}} compares copies with peers:',
    who_other: '{{names}} compare copies with peers:',
    sentence_one: '{{count, number}} slot copy to go.',
    sentence_other: '{{count, number}} slot copies to go.',
  },
  gettingReady: { word: 'Getting ready', sentence: '{{held}} of {{all}} slots are held.' },
  healthy: {
    word: 'Healthy',
    sentence_one: 'All {{all}} slots are held and synced by {{count, number}} node.',
    sentence_other: 'All {{all}} slots are held and synced by {{count, number}} nodes.',
  },
  line: '{word}. {sentence}',
} as const;

export const controls = {
  serverAway: 'The admin server cannot be reached.',
  serverAwayTrying: 'The admin server cannot be reached. Trying again.',
  nothingKnown: 'Nothing is known yet.',
  noLauncher: 'No launcher supervises the processes.',
  managerAway: 'The cluster manager at {{url}} cannot be reached.',
  neverHeard: 'Nothing was heard from it yet.',
  old: 'What you see is {{age}} old.',
  stale: 'The cluster manager cannot be reached. {{age}} Reads and writes go on; membership and policies stand still.',
} as const;

export const states = {
  ACTIVE: { word: 'Active', meaning: 'Holds its slots and serves them.' },
  JOINING: { word: 'Joining', meaning: 'Admitted: slots are moving to it. It serves each slot as soon as that one has arrived.' },
  SUSPECT: { word: 'Suspect', meaning: 'Its heartbeat is late. Peers are asked before it is declared down.' },
  DOWN: { word: 'Down', meaning: 'Neither the manager nor its peers reach it. Other replicas serve its slots; if it stays away, they get new replicas.' },
  LEAVING: { word: 'Leaving', meaning: 'Draining: its slots are moving to other nodes. It serves until the last one has gone.' },
  STANDBY: { word: 'Standby', meaning: 'A member that owns no slot: capacity to admit.' },
  REMOVED: { word: 'Removed', meaning: 'No longer a member; it is on no replica list.' },
} as const;
