import { dark, light, mix } from './colour.ts';
import { flower, leaf, spiral, tulip } from './flora.ts';
import { cast, domed, gleam, glow, under } from './light.ts';
import { circle, clip, copies, d, drop, group, linear, oval, path, petal, type Point, put, radial, rect, ring, type Scene, smooth, stroke, tile, wheel } from './svg.ts';

const honeys: readonly (readonly [core: string, body: string, rim: string])[] = [
  ['#fff0a8', '#f2a81d', '#a34f06'],
  ['#ffd98a', '#e0801a', '#7a2f05'],
  ['#fff6c9', '#f5c542', '#b9781a'],
  ['#ffb878', '#c24d12', '#5e1606'],
  ['#f4efb0', '#b9a83a', '#5f5212'],
];

function inclusion(s: Scene): string {
  const kind = s.r.int(0, 2);
  const ink = '#3a1606';
  if (kind === 0)
    return oval(0, 0, 13, 36, ink) + circle(0, -42, 13, ink) + stroke('M-8 -14L-46 -40M8 -14L46 -40M-10 4L-54 8M10 4L54 8M-8 20L-40 52M8 20L40 52M-6 -52L-24 -82M6 -52L24 -82', ink, 4.5) + path('M0 -20C-40 -10 -64 40 -52 66C-26 60 -6 20 0 -8C6 20 26 60 52 66C64 40 40 -10 0 -20Z', '#fff1c4', 'opacity=".45"');
  if (kind === 1) return stroke('M0 90Q-14 0 20 -90', ink, 5) + [0, 1, 2, 3, 4, 5].map((i) => group(put(6 - i * 0.5 + i, 66 - i * 28, 62), path(petal(62 - i * 7, 11), ink)) + group(put(4 + i, 60 - i * 28, -54), path(petal(58 - i * 7, 11), ink))).join('');
  return oval(0, 8, 20, 26, ink) + circle(0, -26, 14, ink) + [-1, 1].map((k) => stroke(d`M${k * 14} -8L${k * 50} -46L${k * 70} -20M${k * 18} 4L${k * 62} -8L${k * 78} 26M${k * 18} 16L${k * 56} 30L${k * 66} 66M${k * 12} 26L${k * 34} 62L${k * 30} 92`, ink, 4.5)).join('');
}

/** Amber: a drop, a bead or a raw piece, with an inclusion and light in it. */
export function amber(s: Scene): string {
  const [core, body, rim] = s.r.pick(honeys);
  const kind = s.r.int(0, 2);
  const shapes = [
    'M400 240C470 360 600 470 600 640C600 760 510 846 400 846C290 846 200 760 200 640C200 470 330 360 400 240Z',
    'M400 300C560 290 640 420 630 570C620 740 520 830 400 834C280 838 184 740 172 580C160 430 250 308 400 300Z',
  ];
  const rough: Point[] = Array.from({ length: 9 }, (_, i) => {
    const a = (i / 9) * 2 * Math.PI;
    const r = s.r.range(200, 272);
    return [400 + r * 1.05 * Math.cos(a), 580 + r * Math.sin(a)];
  });
  const stone = shapes[kind] ?? smooth(rough, true, 7);
  const inside = radial(s, [[0, core], [0.35, mix(core, body, 0.5)], [0.68, body], [1, rim]], [0.58, 0.68], 0.72);
  const bubbles = Array.from({ length: 9 }, () => {
    const [x, y, r] = [s.r.range(270, 530), s.r.range(470, 760), s.r.range(3, 12)];
    return ring(x, y, r, core, 2, 'opacity=".75"') + circle(x - r * 0.3, y - r * 0.3, r * 0.3, '#ffffff', 'opacity=".8"');
  }).join('');
  const veils = [0, 1, 2].map((i) => stroke(d`M${180} ${520 + i * 90}Q${330 + i * 40} ${450 + i * 90} ${620} ${560 + i * 70}`, light(core, 0.4), 14 + i * 8, 'opacity=".13"')).join('');
  const creature = group(put(s.r.range(370, 430), s.r.range(590, 650), s.r.range(-50, 50), s.r.range(0.95, 1.25)), inclusion(s));
  const silver = s.t.night ? '#d9d6cf' : '#8d8a86';
  const cap = kind === 0 ? path('M350 330C366 270 384 240 400 226C416 240 434 270 450 330C430 312 370 312 350 330Z', silver) + stroke('M366 306Q400 288 434 306M376 280Q400 268 424 280', light(silver, 0.6), 4) + ring(400, 206, 22, silver, 9) + stroke(d`M400 186C330 120 250 60 ${s.r.range(120, 240)} -10M400 186C470 120 550 60 ${s.r.range(560, 680)} -10`, silver, 7, 'stroke-dasharray="2 11"') : '';
  const spill = oval(470, 866, 250, 40, radial(s, [[0, body, 0.75], [0.5, body, 0.3], [1, body, 0]]));
  const shadow = under(s, 410, 842, 196, 26, 0.5);
  return cap + shadow + spill + glow(s, 480, 878, 110, core, 0.8) + path(stone, inside) + clip(s, stone, veils + glow(s, 480, 700, 190, core, 0.75) + bubbles + creature + path('M150 900Q400 700 650 900Z', light(core, 0.3), 'opacity=".35"') + glow(s, 250, 430, 150, '#ffffff', 0.28)) + path(stone, 'none', `stroke="${rim}" stroke-width="5" opacity=".7"`) + gleam(306, 500, 22, 74, 24, 0.72) + gleam(346, 420, 10, 22, 30, 0.7) + stroke('M560 700Q540 770 480 806', '#fff6d0', 8, 'opacity=".6"');
}

function necklace(s: Scene, metal: string): string {
  const [a, b] = [s.on(0, s.t.ground), s.on(1, s.t.ground)];
  const wide = s.r.range(250, 290);
  const count = s.r.pick([17, 21, 25]);
  const bead = (r: number, colour: string): string => circle(0, 0, r, radial(s, [[0, light(colour, 0.75)], [0.3, light(colour, 0.15)], [0.75, colour], [1, dark(colour, 0.5)]], [0.36, 0.3], 0.75)) + gleam(-r * 0.35, -r * 0.4, r * 0.24, r * 0.16);
  const at: Point[] = Array.from({ length: count }, (_, i) => {
    const t = (i / (count - 1)) * 2 - 1;
    return [400 + wide * Math.sin(t * 1.56) * (1 - 0.16 * (1 - t * t)), 180 + 400 * (1 - Math.abs(t) ** 1.9)];
  });
  const size = (i: number): number => 15 + 17 * (1 - Math.abs(i / (count - 1) - 0.5) * 2);
  const shade = at.map(([x, y], i) => oval(x + 10, y + 16, size(i), size(i) * 0.9, '#1a0d05', 'opacity=".2"')).join('');
  const beads = at.map(([x, y], i) => group(put(x, y), bead(size(i), i % 4 === 2 ? metal : i % 2 === 0 ? a : b))).join('');
  const lace = wheel(s, stroke(spiral(14, 1.4), metal, 3.5) + circle(0, -22, 5, metal), 10, [400, 734], 74);
  const pendant = circle(408, 752, 104, '#1a0d05', 'opacity=".2"') + circle(400, 734, 100, dark(metal, 0.3)) + ring(400, 734, 98, metal, 7) + lace + wheel(s, circle(0, 0, 7, metal), 24, [400, 734], 104) + group(put(400, 734), bead(44, s.on(2, metal))) + stroke('M400 602V634', metal, 10) + [-60, -24, 24, 60].map((x) => stroke(d`M${400 + x} ${832 - Math.abs(x) * 0.5}v34`, metal, 3) + group(put(400 + x, 880 - Math.abs(x) * 0.5), bead(12, b))).join('');
  return shade + stroke(smooth(at), metal, 4) + beads + pendant;
}

function earrings(s: Scene, metal: string): string {
  const stone = [s.on(0), s.on(1), s.on(2)] as const;
  const fan = s.r.int(0, 1);
  const gem = (x: number, y: number, r: number, colour: string): string => circle(x, y, r, radial(s, [[0, light(colour, 0.7)], [0.4, colour], [1, dark(colour, 0.5)]], [0.38, 0.32], 0.72)) + ring(x, y, r + 3, metal, 5) + gleam(x - r * 0.3, y - r * 0.35, r * 0.25, r * 0.15);
  const plate = fan === 0 ? path('M0 -170C120 -150 170 -40 130 40C80 96 -80 96 -130 40C-170 -40 -120 -150 0 -170Z', dark(metal, 0.35)) + stroke('M0 -170C120 -150 170 -40 130 40C80 96 -80 96 -130 40C-170 -40 -120 -150 0 -170Z', metal, 9) : circle(0, -40, 128, dark(metal, 0.35)) + path('M-92 -60A96 96 0 1 0 92 -60A100 70 0 1 1 -92 -60Z', mix(metal, '#ffffff', 0.1)) + ring(0, -40, 126, metal, 9);
  const curls = [[-78, -50, -30], [78, -50, 30], [-60, 26, -70], [60, 26, 70]].map(([x = 0, y = 0, turn = 0]) => group(put(x, y, turn), stroke(spiral(28, 2), metal, 4.5))).join('') + wheel(s, circle(0, 0, 6, metal), 12, [0, -40], 66);
  const hang = [-100, -50, 0, 50, 100].map((x, i) => {
    const y = fan === 0 ? 84 - Math.abs(x) * 0.45 : 88 - (x * x) / 190;
    const len = 110 - Math.abs(i - 2) * 26;
    return stroke(d`M${x} ${y}v${len}`, metal, 4, 'stroke-dasharray="1 8"') + group(put(x, y + len + 44), path(drop(60, 17), stone[i % 2 === 0 ? 0 : 1]) + path(drop(60, 17), linear(s, [[0, '#ffffff', 0.5], [0.5, '#ffffff', 0], [1, '#000000', 0.35]], [1, 0.4])));
  }).join('');
  const one = stroke('M0 -172C-2 -250 60 -250 52 -190', metal, 7) + plate + curls + gem(0, -40, 40, stone[2]) + hang;
  const shade = (x: number, y: number): string => oval(x + 16, y + 20, 130, 150, '#1a0d05', 'opacity=".13"');
  const [x1, y1, x2, y2] = [235, 450 + s.r.range(-40, 20), 565, 480 + s.r.range(-20, 50)];
  return shade(x1, y1) + shade(x2, y2) + group(put(x1, y1, s.r.range(-4, 6), 1.08), one) + group(put(x2, y2, s.r.range(-6, 4), 1.08), one);
}

/** Jewellery: a necklace with a filigree pendant, or a pair of earrings. */
export function jewellery(s: Scene): string {
  const metal = s.r.chance(0.55) ? mix(s.t.gold, '#e8b64a', 0.4) : s.t.night ? '#dcdad4' : '#a09c96';
  return s.r.chance(0.5) ? necklace(s, metal) : earrings(s, metal);
}

/** Carved wooden spoons, seen from above. */
export function spoon(s: Scene): string {
  const count = s.r.int(1, 3);
  const kind = s.r.int(0, 2);
  const one = (i: number): string => {
    const wood = mix(s.r.pick(['#c18a4f', '#a86c38', '#d8ab72', '#8a5630']), s.ink(0), 0.08);
    const bowl = kind === 1 ? 'M0 -360C96 -360 124 -260 96 -180C74 -120 40 -96 22 -80H-22C-40 -96 -74 -120 -96 -180C-124 -260 -96 -360 0 -360Z' : 'M0 -370C82 -370 104 -270 92 -196C80 -130 40 -104 20 -80H-20C-40 -104 -80 -130 -92 -196C-104 -270 -82 -370 0 -370Z';
    const handle = ['M-18 -90C-18 40 -30 150 -36 240C-70 268 -70 330 0 372C70 330 70 268 36 240C30 150 18 40 18 -90Z', 'M-16 -90V60L-46 110L-20 160V220C-72 240 -72 350 0 356C72 350 72 240 20 220V160L46 110L16 60V-90Z', 'M-20 -90C-20 60 -44 200 -56 330Q0 390 56 330C44 200 20 60 20 -90Z'][kind] ?? '';
    const hollow = 'M0 -344C62 -344 82 -262 72 -202C60 -150 30 -126 0 -124C-30 -126 -60 -150 -72 -202C-82 -262 -62 -344 0 -344Z';
    const cut = dark(wood, 0.48);
    const rosette = wheel(s, path(petal(34, 9), cut), 6, [0, 0]) + ring(0, 0, 40, cut, 3.5);
    const notches = (n: number): string => Array.from({ length: n }, (_, k) => path(d`M-11 ${-40 + k * 22}L0 ${-52 + k * 22}L11 ${-40 + k * 22}L0 ${-34 + k * 22}Z`, cut)).join('');
    const heart = path('M0 320C-40 292 -32 262 -12 264C-4 264 0 272 0 278C0 272 4 264 12 264C32 262 40 292 0 320Z', s.on(i, wood));
    const carved = kind === 0 ? notches(10) + group('translate(0 300) scale(.9)', rosette) : kind === 1 ? notches(4) + heart + circle(0, 110, 13, cut) : group('translate(0 250)', tulip(76, [s.on(i, wood), s.on(i + 1, wood), cut])) + stroke('M0 250V20M0 200q-26 -8 -26 -40M0 200q26 -8 26 -40M0 130q-22 -8 -22 -36M0 130q22 -8 22 -36', cut, 5);
    const grain = stroke('M-8 -70C-8 40 -20 140 -24 220M8 -70C8 40 16 140 22 220', dark(wood, 0.2), 2.5, 'opacity=".6"');
    return cast(bowl, 16) + cast(handle, 16) + path(handle, wood) + path(handle, linear(s, [[0, '#ffffff', 0.3], [0.5, '#ffffff', 0], [1, '#1a0d05', 0.34]], [1, 0.1])) + grain + carved + path(bowl, wood) + domed(s, bowl, 0.7) + path(hollow, linear(s, [[0, dark(wood, 0.52)], [0.55, dark(wood, 0.2)], [1, light(wood, 0.25)]], [0.7, 1])) + stroke('M-62 -190C-50 -150 -26 -134 0 -132C26 -134 50 -150 62 -190', light(wood, 0.6), 5, 'opacity=".7"') + stroke('M-20 -300q40 -14 60 60M-30 -270q46 -10 66 80', dark(wood, 0.3), 3, 'opacity=".35"');
  };
  const fan = count === 1 ? [s.r.range(12, 34)] : count === 2 ? [-15, 17] : [-27, 0, 27];
  const size = count === 1 ? 1.16 : count === 2 ? 1.04 : 0.96;
  return fan.map((turn, i) => group(put(400 + turn * 6.6, count === 1 ? 500 : 500 + Math.abs(turn) * 1.2, turn, size), one(i))).join('');
}

/** A willow basket with a handle, and what was gathered in it. */
export function basket(s: Scene): string {
  const straw = mix(s.r.pick(['#b98a4e', '#8f5f33', '#cfa365']), s.ink(0), 0.08);
  const dyed = s.on(1, straw);
  const [top, low] = [s.r.range(270, 310), s.r.range(190, 240)];
  const outline = d`M${400 - top} 560Q400 616 ${400 + top} 560L${400 + low} 836Q400 876 ${400 - low} 836Z`;
  const weave = tile(s, 56, 44, rect(0, 0, 56, 44, dark(straw, 0.5)) + rect(2, 1, 52, 19, straw, 'rx="9"') + rect(-26, 23, 52, 19, light(straw, 0.12), 'rx="9"') + rect(30, 23, 52, 19, light(straw, 0.12), 'rx="9"') + rect(6, 3, 40, 5, light(straw, 0.5), 'rx="3" opacity=".55"') + rect(-22, 25, 44, 5, light(straw, 0.5), 'rx="3" opacity=".5"'), 'skewY(2)');
  const bandFill = tile(s, 56, 22, rect(0, 0, 56, 22, dark(dyed, 0.4)) + rect(2, 1, 26, 19, dyed, 'rx="8"') + rect(30, 1, 24, 19, s.on(2, straw), 'rx="8"'));
  const bands = [640, 760].slice(s.r.int(0, 1)).map((y) => path(d`M0 ${y}Q400 ${y + 46} 800 ${y}v44Q400 ${y + 90} 0 ${y + 44}Z`, bandFill)).join('');
  const rise = s.r.range(150, 230);
  const arc = d`M${400 - top + 12} 566C${400 - top - 10} ${rise} ${400 + top + 10} ${rise} ${400 + top - 12} 566`;
  const handle = stroke(arc, dark(straw, 0.5), 42) + stroke(arc, straw, 32) + stroke(arc, dark(straw, 0.35), 32, 'stroke-dasharray="4 18" stroke-linecap="butt"') + stroke(arc, light(straw, 0.5), 6, 'opacity=".6" transform="translate(-4 -8)"');
  const fruit = s.r.int(0, 2);
  const [red, red2] = [mix(s.on(0, straw), '#b8321f', 0.35), mix(s.on(2, straw), '#d8912a', 0.3)];
  const apple = (c: string): string => circle(0, 0, 58, radial(s, [[0, light(c, 0.6)], [0.5, c], [1, dark(c, 0.45)]], [0.36, 0.3], 0.75)) + stroke('M0 -48q4 -20 16 -26', dark(s.t.wood, 0.4), 6) + group(put(8, -60, 60), leaf(40, 14, s.t.leaf));
  const bun = (c: string): string => oval(0, 0, 74, 54, radial(s, [[0, '#f3c57c'], [0.6, '#c98238'], [1, '#7a4318']], [0.4, 0.25], 0.8)) + stroke('M-40 -10q40 -44 80 0M-52 14q52 -40 104 0', light(c, 0.8), 6, 'opacity=".6"');
  const bloom = (c: string): string => flower(s, 66, 9, [c, light(c, 0.4), s.t.gold]);
  const thing = [apple, bun, bloom][fruit] ?? apple;
  const spots: Point[] = [[-180, 530], [-64, 506], [60, 500], [178, 530], [-120, 560], [0, 560], [120, 562]];
  const heap = spots.map(([x, y], i) => group(put(400 + x * (top / 290), y + s.r.range(-10, 8), s.r.range(-20, 20)), thing(i % 2 === 0 ? red : red2))).join('');
  const greens = copies(s, leaf(110, 30, mix(s.t.leaf, s.t.deep, s.t.night ? 0 : 0.15)), [-70, -45, -18, 20, 46, 72].map((turn) => put(400 + turn * 3.2, 540, turn)));
  const rim = d`M${400 - top} 560Q400 616 ${400 + top} 560`;
  return under(s, 400, 858, low * 1.25, 34) + handle + oval(400, 562, top, 32, dark(straw, 0.65)) + greens + heap + path(outline, weave) + clip(s, outline, bands) + path(outline, linear(s, [[0, '#1a0d05', 0.42], [0.3, '#ffffff', 0.12], [0.6, '#1a0d05', 0], [1, '#1a0d05', 0.5]], [1, 0])) + stroke(rim, dark(straw, 0.45), 34) + stroke(rim, straw, 26) + stroke(rim, dark(straw, 0.32), 26, 'stroke-dasharray="5 20" stroke-linecap="butt"');
}
