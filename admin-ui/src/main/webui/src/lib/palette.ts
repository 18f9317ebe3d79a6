/**
 * A colour per node, the same on every page. Ten hues that stay apart for the common kinds of colour blindness; names
 * always stand beside them, so that colour is never the only carrier. Nodes past the tenth start over.
 */
const LIGHT = ['#2f6fde', '#e07b00', '#0f9d77', '#b5389b', '#8a6a00', '#5b4bd6', '#c8372d', '#0b8fb0', '#6b7c12', '#8c5a3c'];
const DARK = ['#6ea3ff', '#ffb14a', '#45d3a8', '#ee8fd6', '#d9bd4f', '#a79bff', '#ff8b7e', '#5fd0ea', '#b9cc55', '#cfa283'];

export function nodeColor(index: number, dark: boolean): string {
  const colors = dark ? DARK : LIGHT;
  return colors[((index % colors.length) + colors.length) % colors.length]!;
}
