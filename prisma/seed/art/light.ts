import { dark, light, mix } from './colour.ts';
import { d, linear, num, oval, path, radial, rect, type Scene } from './svg.ts';

/** The wall behind goods: the ground with light falling from the upper left. */
export function wall(s: Scene): string {
  const g = s.t.ground;
  const lift = s.t.night ? 0.13 : 0.5;
  return rect(0, 0, s.w, s.h, radial(s, `0 ${light(g, lift)}, 0.55 ${g}, 1 ${dark(g, 0.16)}`, [0.34, 0.26], 0.95));
}

/** A wall and the table the goods stand on; `edge` is where they meet. */
export function table(s: Scene, edge: number): string {
  const g = s.t.ground;
  const top = s.t.night ? light(g, 0.1) : mix(dark(g, 0.1), s.ink(0), 0.07);
  const fill = linear(s, `0 ${top}, 1 ${s.t.night ? dark(g, 0.25) : light(top, 0.34)}`);
  const seam = linear(s, '0 #000000 0.16, 1 #000000 0');
  return wall(s) + rect(0, edge, s.w, s.h - edge, fill) + rect(0, edge, s.w, 26, seam, 'opacity=".5"');
}

/** A soft contact shadow under something that stands. */
export function under(s: Scene, x: number, y: number, rx: number, ry = rx * 0.13, strength = 0.42): string {
  const wide = radial(s, `0 #1a0d05 ${strength * 0.8}, 0.6 #1a0d05 ${strength * 0.3}, 1 #1a0d05 0`);
  const near = radial(s, `0 #1a0d05 ${strength}, 0.75 #1a0d05 ${strength * 0.6}, 1 #1a0d05 0`);
  return oval(x + rx * 0.22, y + ry * 0.2, rx * 1.42, ry * 1.5, wide) + oval(x, y, rx * 0.98, ry * 0.7, near);
}

/** The shadow of something flat that lies or hangs close to the ground. */
export function cast(outline: string, reach = 14, strength = 0.09): string {
  return [0.3, 0.65, 1, 1.4]
    .map((k) =>
      path(
        outline,
        '#1a0d05',
        `opacity="${strength}" transform="translate(${num(reach * k * 0.5)} ${num(reach * k)})"`,
      ),
    )
    .join('');
}

/** Light and shade across a turned body, drawn over its colours. */
export function turned(s: Scene, outline: string, strength = 1): string {
  const k = (x: number): number => x * strength;
  const across = linear(
    s,
    `0 #0d0703 ${k(0.42)}, 0.2 #0d0703 ${k(0.1)}, 0.36 #ffffff ${k(0.3)}, 0.5 #ffffff 0, 0.72 #0d0703 ${k(0.14)}, 0.93 #0d0703 ${k(0.44)}, 1 #3a2a20 ${k(0.3)}`,
    [1, 0.06],
  );
  const down = linear(s, `0 #ffffff ${k(0.16)}, 0.45 #ffffff 0, 1 #0d0703 ${k(0.26)}`);
  return path(outline, across) + path(outline, down);
}

/** Light and shade on a round body. */
export function domed(s: Scene, outline: string, strength = 1): string {
  const k = (x: number): number => x * strength;
  const shade = radial(
    s,
    `0 #ffffff ${k(0.5)}, 0.25 #ffffff ${k(0.14)}, 0.5 #0d0703 0, 0.85 #0d0703 ${k(0.3)}, 1 #0d0703 ${k(0.48)}`,
    [0.34, 0.28],
    0.82,
  );
  return path(outline, shade);
}

/** A small soft reflection. */
export function gleam(x: number, y: number, rx: number, ry: number, turn = -20, opacity = 0.6): string {
  return oval(
    0,
    0,
    rx,
    ry,
    '#ffffff',
    `opacity="${opacity}" transform="translate(${num(x)} ${num(y)}) rotate(${turn})"`,
  );
}

/** A round glow of light. */
export function glow(s: Scene, x: number, y: number, r: number, colour: string, strength = 0.8): string {
  return oval(x, y, r, r, radial(s, `0 ${colour} ${strength}, 0.4 ${colour} ${strength * 0.4}, 1 ${colour} 0`));
}

/** The outline of a rectangle with rounded corners, as path data. */
export function slab(x: number, y: number, w: number, h: number, r = 0): string {
  if (r === 0) return d`M${x} ${y}h${w}v${h}h${-w}Z`;
  const [a, b] = [w - 2 * r, h - 2 * r];
  return d`M${x + r} ${y}h${a}a${r} ${r} 0 0 1 ${r} ${r}v${b}a${r} ${r} 0 0 1 ${-r} ${r}h${-a}a${r} ${r} 0 0 1 ${-r} ${-r}v${-b}a${r} ${r} 0 0 1 ${r} ${-r}Z`;
}
