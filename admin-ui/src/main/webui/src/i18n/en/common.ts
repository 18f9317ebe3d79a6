/** What stands on several pages, and around all of them. */
export const common = {
  cancel: 'Cancel',
  close: 'Close',
  delete: 'Delete',
  tryAgain: 'Try again',
  nothing: '–',
  perSecond: '{{value}}/s',
  typeToGoOn: 'Type {name} to go on',
  somethingWrong: 'Something went wrong',
  inDoubt: 'The change may have been made all the same: read the key to know.',
  field: 'field: {{name}}',
  memory: 'Memory: {{used}} of {{limit}}',
  loadingPage: 'Loading the page',
  notFound: 'There is no such page',
  backToOverview: 'Back to the overview',
  staleTitle: 'These figures are old',
  notAllNodes: 'Not all nodes are in it',
} as const;

export const shell = {
  toOverview: 'To the overview',
  skip: 'Skip to the page',
  openMenu: 'Open the menu',
  closeMenu: 'Close the menu',
  rooms: 'Rooms',
  language: 'Language',
  languageFailed: 'The words of this language could not be loaded',
  toLight: 'Switch to the light theme',
  toDark: 'Switch to the dark theme',
  connecting: 'Connecting',
  managerAway: 'Manager away',
  disconnected: 'Disconnected',
  live: 'Live',
  room: {
    overview: 'Overview',
    performance: 'Performance',
    heat: 'Heat map',
    browser: 'Cache browser',
    nodes: 'Nodes',
    policies: 'Policies',
    events: 'Events',
    lab: 'Lab, simulated',
    live: 'Lab, live',
  },
} as const;

export const units = {
  comma: ', ',
  micros: '{{n}} µs',
  millis: '{{n}} ms',
  seconds: '{{n}} s',
  minutes: '{{n}} min',
  hours: '{{n}} h',
  days: '{{n}} d',
  never: 'never',
  justNow: 'just now',
  ago: '{{span}} ago',
} as const;

/** What the browser itself has to say of the network. */
export const network = {
  noConnection: 'No connection',
  unreachable: 'The admin server cannot be reached. Is Meguri running?',
  unexpected: 'The admin server answered {{status}}. Try again.',
} as const;
