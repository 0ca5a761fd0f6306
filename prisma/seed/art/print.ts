import { dark, light, luminance, mix } from './colour.ts';
import { cloud, flower, leaf, lotus } from './flora.ts';
import { cast, glow, slab } from './light.ts';
import { hills, pagoda, peaks, pine, under } from './land.ts';
import { brush, circle, clip, d, group, linear, path, petal, type Point, put, radial, rect, ring, type Scene, scene, smooth, stroke, wheel } from './svg.ts';

/** A drawing of its own size, sharing definitions with the picture it is pasted into. */
function inset(s: Scene, w: number, h: number): Scene {
  return { ...scene('', [w, h], s.t, s.r.int(0, 1e9)), defs: s.defs, def: s.def };
}

/** The crane of Chinese ornament, flying to the right, about 300 wide, centred on (0, 0). */
function crane(body: string, tip: string, crown: string): string {
  const wing = (turn: number, k: number): string => group(put(0, 0, turn, k), path('M-10 0C-40 -80 -10 -170 60 -200C80 -150 70 -60 30 10Z', body) + [0, 1, 2, 3].map((i) => path(d`M${52 - i * 16} ${-196 + i * 26}q${30 + i * 6} 40 ${10 + i * 2} 100q-24 -30 -30 -60z`, tip)).join(''));
  return wing(10, 1) + path('M-120 30C-70 -10 20 -20 70 -6C110 4 140 -16 168 -10C130 10 90 30 40 30C-20 44 -80 40 -120 30Z', body) + path('M-110 26l-70 10l60 14z', tip) + stroke('M-100 36l-90 34M-90 40l-90 44', tip, 4) + path('M160 -12l44 -2l-44 12z', tip) + circle(154, -14, 8, crown) + wing(-72, 0.8);
}

const covers: readonly ((s: Scene, c: readonly [string, string, string, string]) => string)[] = [
  (s, [, b, e, f]) => circle(s.w / 2, s.h * 0.36, s.w * 0.27, e) + group(put(s.w * 0.5, s.h * 0.4, -12, s.w / 520), crane(light(f, 0.7), b, '#b8301f')) + [0.62, 0.72, 0.82, 0.92].map((k, i) => path(under(s, hills(s, s.h * (k + 0.06), 70, 0.4), 30), mix(b, f, i * 0.22))).join(''),
  (s, [, b, e, f]) => stroke(d`M${s.w / 2} ${s.h}C${s.w * 0.44} ${s.h * 0.7} ${s.w * 0.56} ${s.h * 0.6} ${s.w / 2} ${s.h * 0.4}`, b, 20) + Array.from({ length: 22 }, (_, i) => {
    const a = (i * 137.5 * Math.PI) / 180;
    const r = Math.sqrt(i / 22) * s.w * 0.36;
    return group(put(s.w / 2 + r * Math.cos(a), s.h * 0.36 + r * Math.sin(a), (i * 137.5) % 360), i % 3 === 0 ? flower(s, 30, 6, [e, f, b]) : leaf(66, 24, i % 2 === 0 ? b : f));
  }).join(''),
  (s, [a, b, e, f]) => [0, 1, 2, 3, 4, 5, 6].map((i) => Array.from({ length: 7 }, (_, j) => [90, 66, 42, 20].map((r, q) => circle(j * (s.w / 5) - (i % 2 === 0 ? 0 : s.w / 10), s.h * 0.58 + i * 60, r * (s.w / 480), [b, a, f, a][q] ?? b)).join('')).join('')).join('') + circle(s.w * 0.66, s.h * 0.26, s.w * 0.15, e) + group(put(s.w * 0.3, s.h * 0.3, 0, 0.8), cloud(a, e, 6)),
  (s, [, b, e, f]) => path(under(s, peaks(s, s.h * 0.72, s.h * 0.34)), mix(b, f, 0.3)) + path(under(s, peaks(s, s.h * 0.84, s.h * 0.3)), b) + group(put(s.w * 0.3, s.h * 0.8, 0, 1.1), pagoda(5, f, e)) + wheel(s, path(petal(90, 7), e), 16, [s.w * 0.68, s.h * 0.24], s.w * 0.13) + circle(s.w * 0.68, s.h * 0.24, s.w * 0.11, e) + path(under(s, hills(s, s.h * 0.96, 80)), f),
  (s, [, b, e, f]) => group(put(s.w / 2, s.h * 0.66, 0, s.w / 330), lotus(120, b, e)) + wheel(s, path(petal(s.w * 0.3, 12), e, 'opacity=".7"'), 18, [s.w / 2, s.h * 0.36], 40) + ring(s.w / 2, s.h * 0.36, s.w * 0.2, b, 7) + circle(s.w / 2, s.h * 0.36, s.w * 0.1, f) + [0.76, 0.84, 0.92].map((k) => stroke(d`M0 ${s.h * k}q${s.w * 0.125} -40 ${s.w * 0.25} 0t${s.w * 0.25} 0t${s.w * 0.25} 0t${s.w * 0.25} 0`, f, 9)).join(''),
];

function artwork(s: Scene, w: number, h: number): string {
  const ground = s.r.chance(0.5) ? s.t.paper : dark(s.ink(0), 0.2);
  const c = [ground, s.on(1, ground), s.on(2, ground), mix(s.on(3, ground), ground, 0.12)] as const;
  const part = inset(s, w, h);
  return rect(0, 0, w, h, ground) + s.r.pick(covers)(part, c);
}

/** A book standing a little turned: spine, cloth boards, page edges; or a thread-bound Chinese volume. */
export function bookcover(s: Scene): string {
  const stitched = s.r.chance(0.3);
  const cloth = dark(s.ink(s.r.int(0, 2)), 0.12);
  const gilt = luminance(cloth) > 0.35 ? s.t.deep : mix(s.t.gold, s.t.paper, 0.2);
  const [w, h] = s.r.pick([[500, 700], [470, 720], [540, 680]] as const);
  const [x, y] = [-w / 2, -h / 2];
  const board = slab(x, y, w, h, 5);
  const pages = path(slab(x + 14, y + 12, w + 14, h + 4, 3), mix(s.t.paper, '#d9c9a6', 0.35)) + [0, 1, 2, 3, 4].map((i) => stroke(d`M${x + w + 4 + i * 5} ${y + 16}V${y + h + 14}`, '#8a7654', 1, 'opacity=".4"')).join('') + path(slab(x + 10, y + 22, w + 24, h + 2, 5), dark(cloth, 0.35));
  const [mx, my] = stitched ? [56, 60] : [52, 62];
  const wide = stitched ? w - 180 : w - mx * 2 - 14;
  const high = stitched ? h - 120 : h - my * 2 - (s.r.chance(0.5) ? 110 : 0);
  const plate = clip(s, slab(0, 0, wide, high), artwork(s, wide, high)) + rect(-9, -9, wide + 18, high + 18, 'none', `stroke="${gilt}" stroke-width="3.5"`);
  const rule = stroke(d`M${x + 70} ${y + h - 104}H${x + w - 56}M${x + 110} ${y + h - 76}H${x + w - 96}`, gilt, 7) + circle(x + w / 2 + 8, y + h - 44, 10, gilt);
  const threads = stroke([0.08, 0.3, 0.5, 0.7, 0.92].map((k) => d`M${x} ${y + h * k}h46`).join('') + d`M${x + 46} ${y}V${y + h}`, s.t.paper, 5);
  const slip = rect(x + 70, y + 40, 74, 300, s.t.paper) + rect(x + 77, y + 47, 60, 286, 'none', `stroke="${s.t.deep}" stroke-width="2.5"`) + [0, 1, 2, 3].map((i) => group(put(x + 107, y + 90 + i * 62, 0, 0.42), character(s, s.r.int(0, 9), s.t.deep))).join('');
  const hinge = rect(x, y, 46, h, linear(s, [[0, '#000000', 0.3], [0.5, '#ffffff', 0.22], [0.8, '#000000', 0.28], [1, '#000000', 0]], [1, 0]));
  const sheen = path(board, linear(s, [[0, '#ffffff', 0.2], [0.4, '#ffffff', 0], [1, '#000000', 0.22]], [1, 1]));
  const front = stitched ? group(put(x + 162, y + 60), plate) + threads + slip : group(put(x + mx + 14, y + my), plate) + (high < h - 150 ? rule : '') + hinge;
  return group(put(400, 500, s.r.range(-7, 7)), cast(slab(x + 10, y + 10, w + 24, h + 14, 5), 22) + (stitched ? '' : pages) + path(board, cloth) + front + sheen);
}

/** A long-playing record half out of its sleeve. */
export function album(s: Scene): string {
  const side = 560;
  const out = s.r.range(120, 190);
  const dir = s.r.chance(0.7) ? 1 : -1;
  const vinyl = s.r.chance(0.7) ? '#14110f' : dark(s.ink(1), 0.3);
  const label = s.on(2, vinyl);
  const grooves = [250, 232, 214, 196, 178, 160, 142, 124].map((r) => ring(0, 0, r, '#ffffff', 1.3, 'opacity=".13"')).join('');
  const shine = path('M0 0L-120 -240A268 268 0 0 1 -30 -266ZM0 0L120 240A268 268 0 0 1 30 266Z', '#ffffff', 'opacity=".16"') + path('M0 0L250 -96A268 268 0 0 1 266 -20ZM0 0L-250 96A268 268 0 0 1 -266 20Z', '#ffffff', 'opacity=".1"');
  const disc = circle(8, 20, 268, '#000000', 'opacity=".2"') + circle(0, 0, 268, vinyl) + grooves + shine + circle(0, 0, 92, label) + ring(0, 0, 78, s.t.paper, 4) + circle(0, 0, 30, s.t.paper) + circle(0, 0, 9, s.t.deep);
  const sleeve = slab(0, 0, side, side, 3);
  const kind = s.r.int(0, 2);
  const ground = s.r.chance(0.5) ? s.t.paper : s.ink(0);
  const [a, b, e] = [s.on(1, ground), s.on(2, ground), s.on(3, ground)];
  const waves = rect(0, 0, side, side, ground) + [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => stroke(smooth(Array.from({ length: 15 }, (_, j): Point => [j * 40, 150 + i * 38 + Math.sin(j * 0.9 + i * 0.7) * (10 + 60 * Math.exp(-(((j - 7) / 3.4) ** 2)))])), [a, b, e][i % 3] ?? a, 13)).join('');
  const arcs = rect(0, 0, side, side, ground) + [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].map((j) => group(put(i * 140 + 70, j * 140 + 70, 90 * s.r.int(0, 3)), path('M-70 -70H70A140 140 0 0 1 -70 70Z', [a, b, e, mix(a, ground, 0.5)][s.r.int(0, 3)] ?? a) + path('M-70 -70H0A70 70 0 0 1 -70 0Z', [ground, e, b][s.r.int(0, 2)] ?? ground)))).join('');
  const art = kind === 0 ? waves + circle(430, 110, 56, a) : kind === 1 ? arcs : artwork(s, side, side);
  const light1 = path(sleeve, linear(s, [[0, '#ffffff', 0.22], [0.45, '#ffffff', 0], [1, '#000000', 0.2]], [1, 1]));
  const cover = cast(sleeve, 20) + clip(s, sleeve, art) + light1 + rect(dir > 0 ? side - 8 : 0, 0, 8, side, '#000000', 'opacity=".2"');
  const left = 400 - side / 2 - dir * out * 0.42;
  const turn = s.r.range(-6, 6);
  return group(put(400, 500, turn, 0.98), group('translate(-400 -500)', group(put(left + side / 2 + dir * out, 500, s.r.int(0, 90)), disc) + group(put(left, 220), cover)));
}

type StrokePlan = readonly [points: readonly Point[], kind: 'level' | 'down' | 'left' | 'right' | 'dot'];

/** Ten plain characters by their strokes, in a box from -100 to 100: mountain, water, tree, moon, heart, great, sky, river, person, forever. */
const characters: readonly (readonly StrokePlan[])[] = [
  [[[[0, -84], [4, 0], [0, 62]], 'down'], [[[-70, -20], [-66, 30], [-68, 66], [0, 68], [72, 60]], 'level'], [[[70, -24], [74, 20], [70, 72]], 'down']],
  [[[[0, -88], [6, 0], [2, 70], [-24, 56]], 'down'], [[[-80, -30], [-34, -40], [-40, 0], [-86, 56]], 'left'], [[[70, -52], [50, -26], [20, -8]], 'left'], [[[14, -14], [46, 28], [92, 62]], 'right']],
  [[[[-80, -34], [0, -42], [82, -38]], 'level'], [[[0, -90], [4, 0], [0, 88]], 'down'], [[[-6, -34], [-34, 16], [-84, 56]], 'left'], [[[8, -34], [42, 20], [92, 54]], 'right']],
  [[[[-44, -78], [-46, 0], [-78, 84]], 'left'], [[[-44, -78], [44, -80], [52, -70], [50, 70], [28, 60]], 'down'], [[[-40, -34], [42, -36]], 'level'], [[[-44, 8], [42, 6]], 'level']],
  [[[[-78, -6], [-70, 20], [-82, 44]], 'dot'], [[[-40, -20], [-30, 50], [20, 66], [58, 48], [56, 20]], 'right'], [[[-8, -62], [6, -46], [12, -26]], 'dot'], [[[54, -40], [74, -18], [84, 8]], 'dot']],
  [[[[-84, -28], [0, -38], [86, -34]], 'level'], [[[2, -90], [-4, -20], [-34, 34], [-86, 80]], 'left'], [[[4, -30], [36, 26], [92, 78]], 'right']],
  [[[[-62, -68], [0, -74], [64, -72]], 'level'], [[[-82, -16], [0, -24], [84, -22]], 'level'], [[[0, -72], [-6, -10], [-36, 44], [-86, 82]], 'left'], [[[4, -18], [38, 34], [92, 80]], 'right']],
  [[[[-58, -74], [-56, 0], [-84, 80]], 'left'], [[[0, -62], [4, 0], [0, 50]], 'down'], [[[60, -78], [66, 0], [62, 86]], 'down']],
  [[[[2, -86], [-6, -20], [-36, 40], [-88, 84]], 'left'], [[[2, -40], [34, 20], [92, 78]], 'right']],
  [[[[-4, -96], [10, -84], [14, -68]], 'dot'], [[[-34, -48], [4, -54], [4, 0], [2, 80], [-24, 66]], 'down'], [[[-84, -10], [-34, -18], [-44, 20], [-86, 56]], 'left'], [[[74, -46], [52, -20], [22, -6]], 'left'], [[[14, -10], [48, 34], [94, 68]], 'right']],
];

/** One character written with the brush, about 200 high, centred on (0, 0). */
function character(s: Scene, index: number, ink: string): string {
  const heavy = s.r.range(20, 30);
  const profile = { level: (t: number) => heavy * (0.62 + 0.55 * Math.abs(t - 0.45)), down: (t: number) => heavy * (1.1 - 0.5 * t), left: (t: number) => heavy * (1.05 - 0.92 * t), right: (t: number) => heavy * (0.34 + 1.3 * t * (1.5 - t)), dot: (t: number) => heavy * (0.4 + 0.9 * t) };
  return (characters[index] ?? []).map(([points, kind]) => path(brush(points.map(([x, y]): Point => [x + s.r.range(-4, 4), y + s.r.range(-4, 4)]), profile[kind]), ink)).join('');
}

/** Calligraphy or a brush painting as a hanging scroll. */
export function calligraphy(s: Scene): string {
  const kind = s.r.int(0, 3);
  const silk = mix(s.ink(s.r.int(0, 2)), s.t.paper, s.t.night ? 0.1 : 0.3);
  const paper = mix(s.t.paper, '#efe3c8', 0.35);
  const ink = mix('#14100e', s.t.deep, 0.35);
  const wide = kind === 1 ? 300 : 440;
  const [x, top, low] = [400 - wide / 2, 150, 860];
  const scroll = slab(x, top - 40, wide, low - top + 70);
  const [px, py, pw, ph] = [x + 34, top + 70, wide - 68, low - top - 150];
  const column = (cx: number, from: number, n: number, k: number): string => Array.from({ length: n }, (_, i) => group(put(cx + s.r.range(-5, 5), from + i * 200 * k * 1.12, s.r.range(-3, 3), k), character(s, s.r.int(0, 9), ink))).join('');
  const enso = Array.from({ length: 34 }, (_, i): Point => {
    const a = -1.9 + (i / 33) * 5.9;
    return [400 + 132 * Math.cos(a) * (1 + 0.02 * i * 0.2), py + ph * 0.44 + 132 * Math.sin(a)];
  });
  const bamboo = [330, 452].map((bx, i) => [0, 1, 2, 3, 4].map((j) => path(brush([[bx + j * 6, py + ph - 12 - j * 106], [bx + j * 6 + 4, py + ph - 66 - j * 106], [bx + j * 6 + 5, py + ph - 112 - j * 106]], () => 20 - i * 7), ink, `opacity="${i === 0 ? 0.85 : 0.4}"`)).join('') + [1, 2, 3, 4].map((j) => [-62, -38, 40, 70, 112].map((turn, q) => (s.r.chance(0.8) ? group(put(bx + j * 6, py + ph - 12 - j * 106, turn + s.r.range(-12, 12)), path(petal(96 - q * 6, 11), ink, `opacity="${s.r.range(0.35, 0.95).toFixed(2)}"`)) : '')).join('')).join('')).join('');
  const body = [
    column(400, py + 190, 1, 1.6) + column(px + pw - 40, py + ph - 150, 2, 0.26),
    column(400, py + 92, 4, 0.62),
    path(brush(enso, (t) => 44 * (1 - 0.72 * t)), ink, 'opacity=".93"') + stroke(smooth(enso.slice(18)), paper, 2.5, 'opacity=".7"') + column(400, py + ph - 130, 1, 0.5),
    bamboo,
  ][kind] ?? '';
  const seal = group(put(kind === 1 ? px + pw - 44 : px + 46, py + ph - 54), rect(-28, -28, 56, 56, '#b52a1d', 'rx="5"') + group('scale(.22)', character(s, s.r.int(0, 9), paper)));
  const rods = (y: number, over: number): string => rect(x - over, y, wide + over * 2, 28, dark(s.t.wood, 0.45), 'rx="12"') + rect(x - over, y + 3, wide + over * 2, 9, light(s.t.wood, 0.1), 'rx="5"') + [x - over, x + wide + over - 22].map((q) => rect(q, y - 3, 22, 34, s.t.gold, 'rx="6"')).join('');
  const tassels = [x + 70, x + wide - 78].map((q) => rect(q, top - 40, 9, 108, mix(paper, silk, 0.3))).join('');
  const mesh = [px - 8, py - 8, pw + 16, ph + 16] as const;
  return cast(scroll, 16) + stroke(d`M${x + 60} ${top - 40}L400 ${top - 104}L${x + wide - 60} ${top - 40}`, s.t.night ? s.t.gold : dark(silk, 0.4), 5) + path(scroll, silk) + Array.from({ length: 6 }, (_, i) => group(put(x + wide * (i % 2 === 0 ? 0.28 : 0.72), i < 2 ? top + 14 : i < 4 ? low - 28 : -200, 0, 0.3), cloud('none', light(silk, 0.35), 8))).join('') + tassels + rect(...mesh, mix(paper, s.t.gold, 0.4)) + rect(px, py, pw, ph, paper) + glow(s, 340, 420, 300, '#ffffff', 0.3) + body + seal + path(scroll, linear(s, [[0, '#1a0d05', 0.1], [0.08, '#ffffff', 0.1], [0.5, '#ffffff', 0], [1, '#1a0d05', 0.14]], [1, 0])) + rods(top - 54, 6) + rods(low + 16, 30);
}

/** The hero of a game seen from behind: cloak, staff or sword; feet on (0, 0), about 260 high. */
function hero(s: Scene, cloak: string, trim: string, dir: number): string {
  const gust = s.r.range(50, 120) * dir;
  return path('M-34 0L-28 -80H30L38 0H14L4 -64L-8 0Z', s.t.deep) + path(d`M-30 -196C-60 -120 ${-70 + gust * 0.5} -60 ${-84 + gust} -24C${-30 + gust * 0.6} -40 20 -20 ${58 + gust * 0.7} -36C62 -100 50 -160 34 -196Z`, cloak) + path(d`M0 -196C-10 -120 ${gust * 0.5} -60 ${gust * 0.6 + 4} -32C20 -24 40 -30 ${58 + gust * 0.7} -36C62 -100 50 -160 34 -196Z`, dark(cloak, 0.25)) + circle(2, -222, 30, s.t.deep) + path('M-30 -212C-34 -262 38 -262 34 -212C20 -196 -16 -196 -30 -212Z', trim) + stroke(d`M${-dir * 52} -196L${-dir * 74} 10`, s.t.wood, 9) + stroke(d`M${dir * 40} -150l${dir * 44} -60l${dir * 34} -96`, light(s.t.paper, 0.4), 8);
}

const games: readonly ((s: Scene, c: readonly [string, string, string]) => string)[] = [
  (s, [a, b, e]) => {
    const [w, h] = [s.w, s.h];
    const [cx, cy] = [w * s.r.range(0.4, 0.6), h * 0.38];
    const tower = group(put(w * s.r.pick([0.24, 0.76]), h * 0.68, 0, 1.9), pagoda(6, mix(b, s.t.deep, 0.5), s.t.gold));
    return glow(s, cx, cy, w * 0.7, e, 0.7) + circle(cx, cy, w * 0.25, light(e, 0.4)) + path(under(s, peaks(s, h * 0.68, h * 0.26)), mix(b, s.t.deep, 0.3)) + tower + path(under(s, peaks(s, h * 0.84, h * 0.24)), mix(b, s.t.deep, 0.62)) + path(d`M0 ${h}V${h * 0.86}L${w * 0.2} ${h * 0.82}L${w * 0.36} ${h * 0.77}L${w * 0.64} ${h * 0.76}L${w * 0.74} ${h * 0.83}L${w} ${h * 0.88}V${h}Z`, s.t.deep) + group(put(w * 0.5, h * 0.77, 0, 1.1), hero(s, a, s.t.gold, s.r.chance(0.5) ? 1 : -1));
  },
  (s, [a, b, e]) => {
    const [w, h] = [s.w, s.h];
    const isle = (x: number, y: number, k: number): string => group(put(x, y, 0, k), path('M-150 0C-110 90 -60 100 -30 190C0 230 20 170 50 120C90 90 130 60 150 0Z', mix(b, s.t.deep, 0.45)) + path('M-20 0L-30 190C0 230 20 170 50 120C90 90 130 60 150 0Z', mix(b, s.t.deep, 0.62)) + path('M-158 0Q0 -54 158 0Q0 44 -158 0Z', mix(s.t.leaf, a, 0.3)));
    return glow(s, w / 2, h * 0.36, w * 0.7, e, 0.5) + circle(w * 0.7, h * 0.2, 60, light(e, 0.5)) + isle(w * 0.22, h * 0.34, 0.5) + isle(w * 0.84, h * 0.44, 0.44) + group(put(w * 0.84, h * 0.44, 0, 0.5), pine(s, s.t.deep, s.t.leaf)) + [0, 1, 2].map((i) => group(put(w * (0.14 + i * 0.36), h * (0.5 + 0.1 * (i % 2)), 0, 0.9), cloud(light(e, 0.5), mix(e, b, 0.4), 3))).join('') + isle(w * 0.5, h * 0.62, 1.15) + group(put(w * 0.42, h * 0.61, 0, 1), pagoda(4, a, s.t.gold)) + group(put(w * 0.66, h * 0.62, 0, 0.9), pine(s, s.t.deep, mix(s.t.leaf, s.t.deep, 0.2))) + group(put(w * 0.56, h * 0.635, 0, 0.44), hero(s, a, s.t.gold, 1));
  },
  (s, [a, b, e]) => {
    const [w, h] = [s.w, s.h];
    const n = 17;
    const line: Point[] = Array.from({ length: n }, (_, i) => [w * (0.5 + 0.34 * Math.sin(i * 0.66 + 0.6) * (1 - i * 0.02)), h * (0.14 + i * 0.043)]);
    const body = path(brush(line, (t) => 30 + 62 * Math.sin(Math.PI * Math.min(1, t * 0.9 + 0.1))), a);
    const scales = line.slice(1, -1).map(([x, y], i) => group(put(x, y, i * 40), path('M-24 0A24 24 0 0 0 24 0A30 40 0 0 0 -24 0Z', i % 2 === 0 ? s.t.gold : light(a, 0.3), 'opacity=".85"'))).join('');
    const [hx, hy] = line[0] ?? [w / 2, 100];
    const face = group(put(hx, hy - 4, -14, 1.2), path('M-60 10C-66 -40 -20 -64 30 -44L104 -20L84 16L20 40C-20 50 -54 44 -60 10Z', a) + path('M20 40L84 16L104 34L44 62Z', dark(a, 0.3)) + stroke('M-20 -46C-50 -90 -90 -96 -110 -130M-40 -40C-80 -60 -110 -50 -140 -70', s.t.gold, 11) + circle(14, -22, 13, s.t.paper) + circle(17, -22, 7, s.t.deep) + stroke('M90 0C140 10 150 50 190 44M84 6C120 40 120 70 150 90', s.t.gold, 6));
    return glow(s, w / 2, h * 0.4, w * 0.66, e, 0.6) + circle(w * 0.5, h * 0.44, w * 0.26, light(e, 0.3)) + body + scales + face + path(under(s, peaks(s, h * 0.9, h * 0.13)), mix(b, s.t.deep, 0.6)) + [0.16, 0.8].map((k) => group(put(w * k, h * 0.8, 0, 1.1), cloud(mix(e, s.t.paper, 0.4), b, 4))).join('') + path(under(s, hills(s, h * 0.98, 60)), s.t.deep) + group(put(w * 0.5, h * 0.93, 0, 0.66), hero(s, s.on(2, s.t.deep), s.t.gold, -1));
  },
];

/** The box of a game: spine, picture, title plate without words. */
export function gamecover(s: Scene): string {
  const [w, h] = [566, 790];
  const c = [s.ink(0), s.ink(1), mix(s.ink(2), s.t.gold, 0.35)] as const;
  const sky = mix(c[1], s.t.deep, 0.55);
  const part = inset(s, w, h);
  const scenery = rect(0, 0, w, h, linear(s, [[0, sky], [0.6, mix(c[1], c[2], 0.55)], [1, c[2]]])) + s.r.pick(games)(part, c);
  const title = s.r.int(0, 2);
  const crest = wheel(s, path(petal(26, 9), s.t.deep), 8, [0, 0]);
  const plate = [
    path('M-200 -34H200L228 0L200 34H-200L-228 0Z', s.t.paper) + path('M-190 -25H190L214 0L190 25H-190L-214 0Z', 'none', `stroke="${c[0]}" stroke-width="4"`) + [-120, 0, 120].map((x) => group(put(x, 0, 0, 0.8), crest)).join('') + stroke('M-90 0H-34M34 0H90', s.t.deep, 7),
    path('M-210 -30Q0 -64 210 -30V36Q0 4 -210 36Z', c[0]) + stroke('M-190 -10Q0 -40 190 -10M-190 18Q0 -12 190 18', s.t.gold, 5) + group('translate(0 -22)', circle(0, 0, 34, s.t.gold) + crest),
    circle(0, 6, 56, c[0]) + ring(0, 6, 46, s.t.gold, 5) + group('translate(0 6)', wheel(s, path(petal(34, 11), s.t.gold), 8, [0, 0])) + stroke('M-220 6H-76M76 6H220', s.t.paper, 8) + stroke('M-180 26H-78M78 26H180', s.t.paper, 4),
  ][title] ?? '';
  const box = slab(0, 0, w, h, 8);
  const spine = path(d`M0 6L-44 26V${h - 10}L0 ${h - 4}Z`, dark(c[0], 0.45)) + [0.2, 0.5, 0.8].map((k) => circle(-21, h * k, 10, s.t.gold)).join('');
  const badges = rect(0, h - 62, w, 62, s.t.deep, 'opacity=".82"') + [40, 96, 152].map((x, i) => path(slab(x - 18, h - 50, 38, 38, i * 9), [c[0], c[1], s.t.gold][i] ?? c[0])).join('') + stroke(d`M${w - 190} ${h - 38}h150M${w - 150} ${h - 22}h110`, s.t.paper, 5, 'opacity=".7"');
  const gloss = path(box, linear(s, [[0, '#ffffff', 0.3], [0.22, '#ffffff', 0.06], [0.23, '#ffffff', 0], [1, '#000000', 0.22]], [1, 0.8]));
  const dark1 = path(box, radial(s, [[0, '#000000', 0], [0.7, '#000000', 0], [1, '#000000', 0.35]], [0.5, 0.5], 0.72));
  return group(put(416, 500, s.r.range(-4, 4)), group(put(-w / 2, -h / 2), cast(d`M-44 26L0 0H${w}V${h}H0L-44 ${h - 10}Z`, 24) + spine + clip(s, box, scenery + dark1 + group(put(w / 2, title === 2 ? 90 : h - 128), plate) + badges) + gloss));
}
