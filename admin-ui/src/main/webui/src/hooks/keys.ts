import type { LabOrder } from '../api/lab';

/** The names of the resources in the query cache. */
export const keys = {
  overview: ['overview'],
  ring: ['ring'],
  history: ['history'],
  events: ['events'],
  policies: ['policies'],
  cacheKeys: (prefix: string, via: string | null) => ['keys', prefix, via],
  location: (key: string, via: string | null) => ['location', key, via],
  heat: (metric: string, at: number | null) => ['heat', metric, at],
  heatPast: (metric: string) => ['heatPast', metric],
  advice: ['advice'],
  samples: ['samples'],
  traffic: ['traffic'],
  performance: (scope: string, from: number, to: number) => ['performance', scope, from, to],
  labMenu: ['lab', 'menu'],
  film: (order: LabOrder) => ['lab', 'film', order],
  liveFaults: ['live', 'faults'],
  liveTests: ['live', 'tests'],
  testHistory: (id: number) => ['live', 'history', id],
  entry: (key: string, via: string | null) => ['entry', key, via],
};
