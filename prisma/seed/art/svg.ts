import { visible } from './colour.ts';
import type { Tones } from './palettes.ts';
import { at, type Random, random } from './random.ts';

export type Point = readonly [x: number, y: number];
/** The stops of a gradient: `offset colour opacity`, opacity left out where it is 1, with commas between. */
export type Stops = string;

/** One drawing under way: its size, its chance, its colours, and the definitions it has collected. */
export interface Scene {
  readonly w: number;
  readonly h: number;
  readonly r: Random;
  readonly t: Tones;
  readonly defs: Map<string, string>;
  /** Which of `count` kinds of drawing this is: neighbouring seeds take turns, so that a row of goods is never of one kind. */
  variant(count: number): number;
  /** The nth ink in the order this seed uses them, counted round. */
  ink(index: number): string;
  /** The nth ink, moved until it can be seen on a background. */
  on(index: number, background?: string): string;
  /** Keeps a definition once and returns its id. `make` receives the id. */
  def(make: (id: string) => string): string;
}

/** Starts a drawing. `name` is what its ids begin with; `turn` counts the drawings of one kind, see `variant`. */
export function scene(
  name: string,
  size: readonly [w: number, h: number],
  t: Tones,
  seed: number,
  turn: number,
): Scene {
  const r = random(seed);
  const [lead, ...rest] = t.inks;
  const inks = r.chance(0.55) && lead !== undefined ? [lead, ...r.shuffle(rest)] : r.shuffle(t.inks);
  const defs = new Map<string, string>();
  return {
    w: size[0],
    h: size[1],
    r,
    t,
    defs,
    variant: (count) => ((turn % count) + count) % count,
    ink: (index) => at(inks, index),
    on: (index, background = t.ground) => visible(at(inks, index), background),
    def: (make) => {
      const key = make('');
      const known = defs.get(key);
      if (known !== undefined) return known;
      const id = `${name}${defs.size}`;
      defs.set(key, id);
      return id;
    },
  };
}

/** A drawing with its own size and chance inside another one, sharing its definitions. */
export function inset(s: Scene, size: readonly [w: number, h: number], seed: number, turn = seed): Scene {
  return { ...scene('', size, s.t, seed, turn), defs: s.defs, def: s.def };
}

/** A number with one decimal at most, never `-0`. */
export function num(x: number): string {
  const v = Math.round(x * 10) / 10;
  return v === 0 ? '0' : String(v);
}

/** Path data (and points) with every number rounded. */
export function d(strings: TemplateStringsArray, ...values: readonly (number | string)[]): string {
  return strings.reduce((all, part, i) => {
    const value = values[i - 1] ?? '';
    return all + (typeof value === 'number' ? num(value) : value) + part;
  });
}

const more = (extra: string): string => (extra === '' ? '' : ` ${extra}`);

export const path = (data: string, fill: string, extra = ''): string =>
  `<path d="${data}" fill="${fill}"${more(extra)}/>`;
export const stroke = (data: string, colour: string, width: number, extra = ''): string =>
  `<path d="${data}" fill="none" stroke="${colour}" stroke-width="${num(width)}"${more(extra)}/>`;
export const circle = (x: number, y: number, r: number, fill: string, extra = ''): string =>
  `<circle cx="${num(x)}" cy="${num(y)}" r="${num(r)}" fill="${fill}"${more(extra)}/>`;
export const ring = (x: number, y: number, r: number, colour: string, width: number, extra = ''): string =>
  circle(x, y, r, 'none', `stroke="${colour}" stroke-width="${num(width)}"${more(extra)}`);
export const oval = (x: number, y: number, rx: number, ry: number, fill: string, extra = ''): string =>
  `<ellipse cx="${num(x)}" cy="${num(y)}" rx="${num(rx)}" ry="${num(ry)}" fill="${fill}"${more(extra)}/>`;
export const rect = (x: number, y: number, w: number, h: number, fill: string, extra = ''): string =>
  `<rect x="${num(x)}" y="${num(y)}" width="${num(w)}" height="${num(h)}" fill="${fill}"${more(extra)}/>`;

const fine = (x: number): string => String(Math.round(x * 1000) / 1000 || 0);

/** The transform that puts a drawing made round (0, 0) somewhere else. */
export function put(x: number, y: number, turn = 0, scaleX = 1, scaleY = scaleX): string {
  const rotate = turn === 0 ? '' : ` rotate(${num(turn)})`;
  const scale = scaleX === 1 && scaleY === 1 ? '' : ` scale(${fine(scaleX)} ${fine(scaleY)})`;
  return `translate(${num(x)} ${num(y)})${rotate}${scale}`;
}

export const group = (transform: string, body: string, extra = ''): string =>
  `<g transform="${transform}"${more(extra)}>${body}</g>`;
export const soft = (opacity: number, body: string): string => `<g opacity="${fine(opacity)}">${body}</g>`;

/** A part drawn once and shown at many places. */
export function copies(s: Scene, body: string, places: readonly string[]): string {
  const id = s.def((name) => `<g id="${name}">${body}</g>`);
  return places.map((place) => `<use href="#${id}" transform="${place}"/>`).join('');
}

/** Copies of a part drawn upwards from (0, 0), turned round a centre. `away` is the distance from the centre. */
export function wheel(s: Scene, body: string, count: number, at: Point, away = 0, start = 0): string {
  const step = 360 / count;
  const places = Array.from({ length: count }, (_, i) => {
    const turn = `translate(${num(at[0])} ${num(at[1])}) rotate(${num(start + i * step)})`;
    return away === 0 ? turn : `${turn} translate(0 ${num(-away)})`;
  });
  return copies(s, body, places);
}

const stops = (list: Stops): string =>
  list
    .split(', ')
    .map((stop) => {
      const [offset, colour, opacity] = stop.split(' ');
      const alpha = opacity === undefined ? '' : ` stop-opacity="${fine(Number(opacity))}"`;
      return `<stop offset="${offset}" stop-color="${colour}"${alpha}/>`;
    })
    .join('');

/** A linear gradient over the shape's own box; `to` is its direction (1, 0 = left to right). */
export function linear(s: Scene, list: Stops, to: Point = [0, 1], from: Point = [0, 0]): string {
  const box = `x1="${fine(from[0])}" y1="${fine(from[1])}" x2="${fine(to[0])}" y2="${fine(to[1])}"`;
  return `url(#${s.def((id) => `<linearGradient id="${id}" ${box}>${stops(list)}</linearGradient>`)})`;
}

/** A radial gradient over the shape's own box. */
export function radial(s: Scene, list: Stops, centre: Point = [0.5, 0.5], r = 0.5): string {
  const box = `cx="${fine(centre[0])}" cy="${fine(centre[1])}" r="${fine(r)}"`;
  return `url(#${s.def((id) => `<radialGradient id="${id}" ${box}>${stops(list)}</radialGradient>`)})`;
}

/** A repeating tile as a fill. */
export function tile(s: Scene, w: number, h: number, body: string, transform = ''): string {
  const turn = transform === '' ? '' : ` patternTransform="${transform}"`;
  const open = (id: string): string =>
    `<pattern id="${id}" width="${fine(w)}" height="${fine(h)}" patternUnits="userSpaceOnUse"${turn}>${body}</pattern>`;
  return `url(#${s.def(open)})`;
}

/** The body, shown only inside the outline. */
export function clip(s: Scene, outline: string, body: string): string {
  const id = s.def((name) => `<clipPath id="${name}"><path d="${outline}"/></clipPath>`);
  return `<g clip-path="url(#${id})">${body}</g>`;
}

/** A smooth curve through points (Catmull-Rom as cubic Béziers). */
export function smooth(points: readonly Point[], closed = false, tension = 6): string {
  const count = points.length;
  const get = (i: number): Point => at(points, closed ? i : Math.max(0, Math.min(count - 1, i)));
  let data = d`M${get(0)[0]} ${get(0)[1]}`;
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const [a, b, c, e] = [get(i - 1), get(i), get(i + 1), get(i + 2)];
    const [x1, y1] = [b[0] + (c[0] - a[0]) / tension, b[1] + (c[1] - a[1]) / tension];
    const [x2, y2] = [c[0] - (e[0] - b[0]) / tension, c[1] - (e[1] - b[1]) / tension];
    data += d`C${x1} ${y1} ${x2} ${y2} ${c[0]} ${c[1]}`;
  }
  return closed ? `${data}Z` : data;
}

/** Straight lines through points. */
export const poly = (points: readonly Point[], closed = true): string =>
  `M${points.map(([x, y]) => d`${x} ${y}`).join('L')}${closed ? 'Z' : ''}`;

/** A stroke of changing width: the outline round a centre line. `width(t)` is given t from 0 to 1. */
export function brush(points: readonly Point[], width: (t: number) => number): string {
  const sides: [Point[], Point[]] = [[], []];
  points.forEach(([x, y], i) => {
    const before = points[Math.max(0, i - 1)] ?? [x, y];
    const after = points[Math.min(points.length - 1, i + 1)] ?? [x, y];
    const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
    const k = width(i / Math.max(1, points.length - 1)) / 2 / (Math.hypot(dx, dy) || 1);
    sides[0].push([x - dy * k, y + dx * k]);
    sides[1].unshift([x + dy * k, y - dx * k]);
  });
  return smooth([...sides[0], ...sides[1]], true);
}

/** A pointed petal standing on (0, 0). */
export const petal = (length: number, width: number): string =>
  d`M0 0C${-width} ${-length * 0.3} ${-width * 0.9} ${-length * 0.75} 0 ${-length}C${width * 0.9} ${-length * 0.75} ${width} ${-length * 0.3} 0 0Z`;
/** A round petal standing on (0, 0). */
export const lobe = (length: number, width: number): string =>
  d`M0 0C${-width * 0.5} ${-length * 0.3} ${-width * 1.5} ${-length} 0 ${-length}C${width * 1.5} ${-length} ${width * 0.5} ${-length * 0.3} 0 0Z`;
/** A drop standing on its round end, point up. */
export const drop = (length: number, width: number): string =>
  d`M0 ${-length}C${width * 0.5} ${-length * 0.6} ${width} ${-length * 0.4} ${width} ${-width}C${width} ${width * 0.35} ${-width} ${width * 0.35} ${-width} ${-width}C${-width} ${-length * 0.4} ${-width * 0.5} ${-length * 0.6} 0 ${-length}Z`;
