type Rgb = readonly [number, number, number];

function rgb(hex: string): Rgb {
  const v = Number.parseInt(hex.slice(1), 16);
  return [(v >> 16) & 255, (v >> 8) & 255, v & 255];
}

/** A colour between two `#rrggbb` colours: 0 is the first, 1 the second. */
export function mix(from: string, to: string, share: number): string {
  const a = rgb(from);
  const b = rgb(to);
  const part = (x: number, y: number): string =>
    Math.round(x + (y - x) * share)
      .toString(16)
      .padStart(2, '0');
  return `#${part(a[0], b[0])}${part(a[1], b[1])}${part(a[2], b[2])}`;
}

/** Towards warm white. */
export const light = (colour: string, share: number): string => mix(colour, '#fffaf0', share);

/** Towards warm black. */
export const dark = (colour: string, share: number): string => mix(colour, '#120c08', share);

/** Relative luminance, 0 (black) to 1 (white), as WCAG 2 defines it. */
export function luminance(colour: string): number {
  const [r, g, b] = rgb(colour).map((c) => {
    const v = c / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** Contrast ratio of two colours, 1 to 21, as WCAG 2 defines it. */
export function contrast(a: string, b: string): number {
  const x = luminance(a);
  const y = luminance(b);
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** The colour, moved away from its background until it stands out by the wanted ratio. */
export function visible(colour: string, background: string, ratio = 1.9): string {
  const away = luminance(background) < 0.22 ? light : dark;
  let result = colour;
  for (let step = 1; step <= 8 && contrast(result, background) < ratio; step++) result = away(colour, step * 0.11);
  return result;
}
