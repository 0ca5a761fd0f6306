import { dark, light, luminance, mix } from './colour.ts';
import { flower, spiral } from './flora.ts';
import { gleam, turned, under } from './light.ts';
import { circle, clip, copies, d, oval, type Point, path, petal, put, type Scene, smooth, stroke } from './svg.ts';

/** Half-width of a turned body at a height, read from its profile. */
function widthAt(profile: readonly Point[], y: number): number {
  for (let i = 1; i < profile.length; i++) {
    const [a, b] = [profile[i - 1], profile[i]];
    if (a !== undefined && b !== undefined && y <= b[1]) {
      const t = (y - a[1]) / (b[1] - a[1] || 1);
      const k = t * t * (3 - 2 * t);
      return a[0] + (b[0] - a[0]) * (0.5 * t + 0.5 * k);
    }
  }
  return profile.at(-1)?.[0] ?? 0;
}

/** A part repeated round a turned body, foreshortened towards its edges. */
export function wrap(
  s: Scene,
  body: string,
  y: number,
  half: number,
  sag: number,
  count: number,
  size = 1,
  phase = 0,
): string {
  const places: string[] = [];
  for (let i = 0; i < count; i++) {
    const a = -Math.PI / 2 + ((i + 0.5 + phase) / count) * Math.PI;
    places.push(put(400 + half * Math.sin(a), y + sag * Math.cos(a), 0, Math.max(0.12, Math.cos(a)) * size, size));
  }
  return copies(s, body, places);
}

/** A line round a turned body. */
export const hoop = (y: number, half: number, sag: number, colour: string, width: number): string =>
  stroke(d`M${400 - half} ${y}Q400 ${y + sag * 2} ${400 + half} ${y}`, colour, width, 'stroke-linecap="butt"');

const profiles: readonly (readonly Point[])[] = [
  [
    [62, 190],
    [50, 232],
    [70, 268],
    [206, 360],
    [222, 450],
    [168, 620],
    [108, 760],
    [112, 838],
  ],
  [
    [96, 200],
    [78, 250],
    [74, 330],
    [150, 430],
    [214, 560],
    [208, 680],
    [140, 800],
    [126, 838],
  ],
  [
    [104, 236],
    [98, 262],
    [222, 400],
    [252, 530],
    [222, 680],
    [124, 808],
    [120, 838],
  ],
  [
    [58, 170],
    [44, 240],
    [104, 340],
    [96, 420],
    [62, 466],
    [160, 560],
    [204, 670],
    [156, 800],
    [118, 838],
  ],
  [
    [140, 214],
    [110, 262],
    [100, 330],
    [122, 440],
    [150, 560],
    [156, 660],
    [128, 770],
    [150, 838],
  ],
];

function outlineOf(profile: readonly Point[]): string {
  const right = profile.map(([w, y]): Point => [400 + w, y]);
  const left = [...profile].reverse().map(([w, y]): Point => [400 - w, y]);
  const [top, foot] = [profile[0], profile.at(-1)];
  if (top === undefined || foot === undefined) return '';
  return d`${smooth(right)}Q400 ${foot[1] + 24} ${400 - foot[0]} ${foot[1]}${smooth(left).replace('M', 'L')}Q400 ${top[1] + 14} ${400 + top[0]} ${top[1]}Z`;
}

/** One band of ornament round a vessel. */
function band(s: Scene, kind: number, y: number, half: number, mark: string, second: string, room: number): string {
  const sag = half * 0.09;
  const k = room / 100;
  const petals = path(petal(74 * k, 20 * k), mark) + path(petal(52 * k, 9 * k), second);
  const lappet =
    path(d`M-22 -34C-24 10 -8 26 0 34C8 26 24 10 22 -34Z`, mark) +
    path(d`M-10 -26C-10 0 -4 10 0 16C4 10 10 0 10 -26Z`, second);
  const scroll =
    stroke(spiral(18, 1.6), mark, 5) +
    stroke('M-34 20Q-10 34 18 0', mark, 5) +
    path('M-16 24q-14 -16 -4 -30q12 14 4 30z', second);
  const check = path('M0 -24L18 0L0 24L-18 0Z', mark) + path('M0 -10L8 0L0 10L-8 0Z', second);
  const wave = stroke('M-26 8Q-13 -26 0 8T26 8', mark, 6) + circle(0, -18, 5, second);
  if (kind === 0) {
    const bloom =
      flower(s, 38 * k, 8, [mark, second, light(second, 0.6)]) +
      stroke(d`M${52 * k} 0q${18 * k} ${-40 * k} ${36 * k} 0t${36 * k} 0`, mark, 4);
    return wrap(s, bloom, y, half, sag, 5);
  }
  if (kind === 1) return wrap(s, petals, y + 36 * k, half, sag, 13);
  if (kind === 2) return wrap(s, lappet, y, half, sag, 15, k);
  if (kind === 3) return wrap(s, scroll, y, half, sag, 9, k);
  if (kind === 4) return wrap(s, check, y, half, sag, 14, k);
  return wrap(s, wave, y, half, sag, 11, k);
}

/** A turned vessel: blue-and-white jar, amphora, gourd bottle, jug, beaker. */
export function vessel(s: Scene): string {
  const shape = s.variant(profiles.length);
  const stretch = s.r.range(0.9, 1.1);
  const profile = (profiles[shape] ?? []).map(([w, y]): Point => [w * stretch, y]);
  const outline = outlineOf(profile);
  const glazed = s.r.chance(0.4);
  const body = glazed ? mix(s.ink(0), s.ink(2), 0.12) : s.t.paper;
  const mark = glazed ? (luminance(body) > 0.3 ? s.t.deep : light(s.ink(1), 0.45)) : s.on(0, s.t.paper);
  const second = glazed ? s.on(1, body) : s.on(1, s.t.paper);
  const top = profile[0]?.[1] ?? 200;
  const steps = s.r.pick([
    [0.12, 0.3, 0.53, 0.76, 0.92],
    [0.1, 0.44, 0.66, 0.9],
    [0.14, 0.34, 0.5, 0.68, 0.86],
  ]);
  let first = s.r.int(0, 5);
  let ornament = '';
  steps.forEach((part, i) => {
    const y = top + (838 - top) * part;
    const half = widthAt(profile, y);
    const room = half > 190 ? 100 : half > 120 ? 74 : 46;
    const kind = half > 190 ? (i % 2 === 0 ? 0 : first++ % 4) : 2 + (first++ % 4);
    ornament += band(s, kind, y, half, mark, second, room);
    for (const edge of [-0.6, 0.6]) {
      const line = y + room * edge;
      const w = widthAt(profile, line);
      ornament += hoop(line, w, w * 0.09, mark, 4) + hoop(line + 9 * Math.sign(edge), w, w * 0.09, mark, 1.8);
    }
  });
  const [mouth, foot] = [profile[0]?.[0] ?? 80, profile.at(-1)?.[0] ?? 110];
  const ears = shape === 1 || shape === 4 ? [-1, 1].slice(s.r.int(0, 1)) : [];
  const handles = ears.map((k) => {
    const line = d`M${400 + k * mouth * 0.9} ${top + 40}C${400 + k * 230} ${top + 10} ${400 + k * 240} ${top + 210} ${400 + k * widthAt(profile, top + 260) * 0.94} ${top + 260}`;
    return (
      stroke(line, dark(body, 0.35), 30) + stroke(line, body, 23) + stroke(line, light(body, 0.45), 6, 'opacity=".5"')
    );
  });
  const rim =
    oval(400, top, mouth, mouth * 0.15, dark(body, 0.5)) +
    oval(400, top + 4, mouth * 0.86, mouth * 0.1, dark(body, 0.74)) +
    stroke(d`M${400 - mouth} ${top}a${mouth} ${mouth * 0.15} 0 0 0 ${mouth * 2} 0`, light(body, 0.5), 5);
  return (
    under(s, 400, 846, foot * 1.7, 30) +
    handles.join('') +
    path(outline, body) +
    clip(s, outline, ornament) +
    turned(s, outline, glazed ? 1 : 0.8) +
    rim +
    gleam(400 - widthAt(profile, 480) * 0.5, 460, 11, 60, 8, 0.5)
  );
}
