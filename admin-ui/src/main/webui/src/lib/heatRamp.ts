export type Rgb = [number, number, number];

/** How many colours lie between little and much. */
export const STEPS = 32;

/** From little to much: one hue, so that the order is seen by lightness alone. Nothing is the ground. */
const LIGHT: Rgb[] = [[221, 231, 252], [138, 169, 236], [63, 111, 217], [33, 66, 158], [20, 28, 74]];
const DARK: Rgb[] = [[27, 42, 74], [36, 74, 150], [80, 127, 226], [143, 184, 255], [240, 246, 255]];
const LIGHT_GROUND: Rgb = [243, 245, 248];
const DARK_GROUND: Rgb = [15, 20, 27];

/** The colours by step: place 0 for nothing, then {@link STEPS} of them. */
export function ramp(dark: boolean): Rgb[] {
  const stops = dark ? DARK : LIGHT;
  const colors: Rgb[] = [dark ? DARK_GROUND : LIGHT_GROUND];
  for (let i = 0; i < STEPS; i++) {
    const place = (i / (STEPS - 1)) * (stops.length - 1);
    const from = stops[Math.floor(place)]!;
    const to = stops[Math.min(stops.length - 1, Math.floor(place) + 1)]!;
    const share = place - Math.floor(place);
    colors.push([0, 1, 2].map((c) => Math.round(from[c]! + (to[c]! - from[c]!) * share)) as Rgb);
  }
  return colors;
}

export function css([r, g, b]: Rgb): string {
  return `rgb(${r} ${g} ${b})`;
}
