import { dark, light, luminance, mix } from './colour.ts';
import { cockerel, flower, lotus, spiral } from './flora.ts';
import { cast, domed, gleam, slab, turned, under } from './light.ts';
import { circle, clip, copies, d, drop, group, linear, oval, path, petal, type Point, put, radial, ring, type Scene, smooth, stroke, wheel } from './svg.ts';

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
export function wrap(s: Scene, body: string, y: number, half: number, sag: number, count: number, size = 1, phase = 0): string {
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
  [[62, 190], [50, 232], [70, 268], [206, 360], [222, 450], [168, 620], [108, 760], [112, 838]],
  [[96, 200], [78, 250], [74, 330], [150, 430], [214, 560], [208, 680], [140, 800], [126, 838]],
  [[104, 236], [98, 262], [222, 400], [252, 530], [222, 680], [124, 808], [120, 838]],
  [[58, 170], [44, 240], [104, 340], [96, 420], [62, 466], [160, 560], [204, 670], [156, 800], [118, 838]],
  [[140, 214], [110, 262], [100, 330], [122, 440], [150, 560], [156, 660], [128, 770], [150, 838]],
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
  const lappet = path(d`M-22 -34C-24 10 -8 26 0 34C8 26 24 10 22 -34Z`, mark) + path(d`M-10 -26C-10 0 -4 10 0 16C4 10 10 0 10 -26Z`, second);
  const scroll = stroke(spiral(18, 1.6), mark, 5) + stroke('M-34 20Q-10 34 18 0', mark, 5) + path('M-16 24q-14 -16 -4 -30q12 14 4 30z', second);
  const check = path('M0 -24L18 0L0 24L-18 0Z', mark) + path('M0 -10L8 0L0 10L-8 0Z', second);
  const wave = stroke('M-26 8Q-13 -26 0 8T26 8', mark, 6) + circle(0, -18, 5, second);
  if (kind === 0) {
    const bloom = flower(s, 38 * k, 8, [mark, second, light(second, 0.6)]) + stroke(d`M${52 * k} 0q${18 * k} ${-40 * k} ${36 * k} 0t${36 * k} 0`, mark, 4);
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
  const shape = s.r.int(0, profiles.length - 1);
  const stretch = s.r.range(0.9, 1.1);
  const profile = (profiles[shape] ?? []).map(([w, y]): Point => [w * stretch, y]);
  const outline = outlineOf(profile);
  const glazed = s.r.chance(0.4);
  const body = glazed ? mix(s.ink(0), s.ink(2), 0.12) : s.t.paper;
  const mark = glazed ? (luminance(body) > 0.3 ? s.t.deep : light(s.ink(1), 0.45)) : s.on(0, s.t.paper);
  const second = glazed ? s.on(1, body) : s.on(1, s.t.paper);
  const top = profile[0]?.[1] ?? 200;
  const steps = s.r.pick([[0.12, 0.3, 0.53, 0.76, 0.92], [0.1, 0.44, 0.66, 0.9], [0.14, 0.34, 0.5, 0.68, 0.86]]);
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
    return stroke(line, dark(body, 0.35), 30) + stroke(line, body, 23) + stroke(line, light(body, 0.45), 6, 'opacity=".5"');
  });
  const rim = oval(400, top, mouth, mouth * 0.15, dark(body, 0.5)) + oval(400, top + 4, mouth * 0.86, mouth * 0.1, dark(body, 0.74)) + stroke(d`M${400 - mouth} ${top}a${mouth} ${mouth * 0.15} 0 0 0 ${mouth * 2} 0`, light(body, 0.5), 5);
  return (
    under(s, 400, 846, foot * 1.7, 30) + handles.join('') + path(outline, body) + clip(s, outline, ornament) + turned(s, outline, glazed ? 1 : 0.8) + rim +
    gleam(400 - widthAt(profile, 480) * 0.5, 460, 11, 60, 8, 0.5)
  );
}

interface Glaze {
  readonly clay: string;
  readonly inks: readonly string[];
  readonly pale: string;
}

/** Troyan: rings of slip with drops combed through them. */
function troyan(s: Scene, g: Glaze): string {
  const count = s.r.pick([16, 20, 24, 28]);
  let r = 318;
  let body = '';
  let k = s.r.int(0, 2);
  while (r > 70) {
    const step = s.r.range(40, 64);
    const ground = g.inks[k % g.inks.length] ?? g.clay;
    body += circle(400, 500, r, ground);
    const pale = k % 2 === 0 ? g.pale : (g.inks[(k + 1) % g.inks.length] ?? g.pale);
    const n = Math.max(10, Math.round((count * r) / 330));
    const one = path(drop(step * 0.95, step * 0.2), pale) + circle(0, -step * 0.2, step * 0.08, ground);
    body += wheel(s, one, n, [400, 500], r - step * 0.93, k * 7) + ring(400, 500, r, g.pale, 3.5);
    r -= step;
    k++;
  }
  return body + circle(400, 500, r, g.inks[0] ?? g.clay) + group(put(400, 500), flower(s, r * 0.92, 8, [g.pale, g.inks[1] ?? g.clay, g.pale]));
}

/** Horezu: a pale plate, feathered rim, spirals and a cockerel or a star in the middle. */
function horezu(s: Scene, g: Glaze): string {
  const [a, b, c] = [g.inks[0] ?? g.clay, g.inks[1] ?? g.clay, g.inks[2] ?? g.clay];
  const n = s.r.pick([10, 12, 14]);
  const comb = [0, 1, 2].map((i) => {
    const w = (2 * Math.PI * 290) / n;
    return stroke(d`M${-w / 2} ${i * 17}Q${-w / 4} ${i * 17 - 44} 0 ${i * 17}T${w / 2} ${i * 17}`, [a, b, c][i] ?? a, 9);
  });
  const rim = wheel(s, comb.join(''), n, [400, 500], 296) + ring(400, 500, 330, a, 12) + ring(400, 500, 248, a, 5);
  if (s.r.chance(0.55)) {
    const bird = group(put(402, 620, 0, (s.r.chance(0.5) ? 1 : -1) * 1.05, 1.05), cockerel([a, b, c, g.inks[3] ?? b], g.pale));
    return circle(400, 500, 334, g.pale) + rim + bird + wheel(s, circle(0, 0, 6, b), 26, [400, 500], 230);
  }
  const curl = stroke(spiral(34, 2), b, 6);
  const star = wheel(s, path(petal(150, 46), a) + path(petal(112, 26), b) + path(petal(70, 11), g.pale), 8, [400, 500]);
  return circle(400, 500, 334, g.pale) + rim + wheel(s, curl, 8, [400, 500], 192, 22.5) + star + circle(400, 500, 28, c) + circle(400, 500, 12, g.pale);
}

/** Blue-and-white: lotus pond or medallion inside a lappet rim. */
function bluewhite(s: Scene, g: Glaze): string {
  const [a, b] = [g.inks[0] ?? g.clay, g.inks[1] ?? g.clay];
  const n = s.r.pick([16, 20, 24]);
  const lappet = path('M-26 -22C-26 10 -12 22 0 34C12 22 26 10 26 -22Z', a) + path('M-12 -14C-12 4 -6 12 0 18C6 12 12 4 12 -14Z', b);
  const rim = ring(400, 500, 326, a, 7) + wheel(s, group('rotate(180)', lappet), n, [400, 500], 290) + ring(400, 500, 250, a, 6) + ring(400, 500, 238, a, 2);
  const scroll = stroke(spiral(26, 1.7), a, 5) + stroke('M26 0C50 -10 60 20 88 4', a, 5) + group(put(40, 2, 40), path(petal(30, 12), b));
  const vine = wheel(s, scroll, 8, [400, 500], 196);
  const heart = s.r.chance(0.5)
    ? group(put(400, 560), lotus(130, b, light(b, 0.55)) + stroke('M-120 10Q-60 30 0 10T120 10M-80 34Q-30 50 20 34T90 34', a, 5))
    : group(put(400, 500), flower(s, 140, 9, [a, b, g.pale]) + wheel(s, group('translate(0 -112)', circle(0, 0, 7, g.pale)), 9, [0, 0]));
  return circle(400, 500, 334, g.pale) + rim + vine + circle(400, 500, 158, g.pale) + ring(400, 500, 158, a, 4) + heart;
}

/** A plate from above: Troyan, Horezu, or blue-and-white. */
export function plate(s: Scene): string {
  const clay = s.r.chance(0.5) ? dark(s.ink(0), 0.3) : s.ink(0);
  const pale = mix(s.t.paper, s.t.gold, 0.08);
  const glaze: Glaze = { clay, inks: [0, 1, 2, 3].map((i) => s.on(i, pale)), pale };
  const paint = s.r.pick([troyan, troyan, horezu, bluewhite]);
  const size = s.r.range(0.94, 1.04);
  const edge = slab(46, 146, 708, 708, 354);
  const well = radial(s, [[0, '#000000', 0], [0.66, '#000000', 0], [0.7, '#1a0d05', 0.2], [0.735, '#ffffff', 0.26], [0.78, '#ffffff', 0.04], [0.95, '#000000', 0], [1, '#1a0d05', 0.32]]);
  const sheen = linear(s, [[0, '#ffffff', 0.3], [0.4, '#ffffff', 0], [0.75, '#1a0d05', 0.04], [1, '#1a0d05', 0.3]], [0.8, 1], [0.15, 0]);
  const spin = s.r.int(0, 30);
  const painted = paint === troyan ? group(`rotate(${spin} 400 500)`, paint(s, glaze)) : paint(s, glaze);
  const body = cast(edge, 20, 0.08) + path(edge, clay) + painted + path(edge, well) + path(edge, sheen) + stroke('M180 300A300 300 0 0 1 330 214', '#ffffff', 12, 'opacity=".38"');
  return group(put(400, 500, 0, size), group('translate(-400 -500)', body));
}

const bodies: readonly { readonly d: string; readonly top: number; readonly lid: number; readonly spout: string; readonly grip: string }[] = [
  { d: 'M262 470C150 520 130 720 262 820Q390 846 518 820C650 720 630 520 518 470Q390 446 262 470Z', top: 470, lid: 128, spout: 'M590 700C680 690 668 560 742 500L760 520C720 590 740 760 576 776Z', grip: 'M196 556C70 470 30 720 186 740' },
  { d: 'M310 400C290 520 190 560 190 690C190 780 260 826 390 828C520 826 590 780 590 690C590 560 490 520 470 400Q390 384 310 400Z', top: 400, lid: 82, spout: 'M560 640C650 640 640 480 700 420L722 434C690 520 700 720 580 740Z', grip: 'M300 440C130 380 90 640 204 726' },
  { d: 'M214 520L250 816Q390 842 530 816L566 520Q390 488 214 520Z', top: 518, lid: 172, spout: 'M548 640L566 740C650 700 660 580 716 510L690 500C650 560 620 610 548 640Z', grip: 'M232 560C90 520 90 770 248 780' },
];

/** A teapot with its lid, handle and spout, and a cup. */
export function teapot(s: Scene): string {
  const shape = bodies[s.r.int(0, bodies.length - 1)] ?? bodies[0];
  if (shape === undefined) return '';
  const ware = s.r.int(0, 2);
  const clay = ware === 0 ? s.t.paper : ware === 1 ? mix(s.ink(0), '#8a4a2c', 0.35) : mix(s.ink(1), s.t.paper, 0.12);
  const mark = ware === 0 ? s.on(0, clay) : ware === 1 ? dark(clay, 0.4) : light(clay, 0.65);
  const over = s.r.chance(0.35);
  const flip = s.r.chance(0.4) ? -1 : 1;
  const tube = (line: string, width: number, colour: string): string => stroke(line, dark(colour, 0.42), width) + stroke(line, colour, width * 0.78) + stroke(line, light(colour, 0.5), width * 0.18, 'opacity=".55" transform="translate(-4 -5)"');
  const rise = shape.top - 250;
  const grip = over ? tube(d`M${390 - shape.lid} ${shape.top + 26}C${350 - shape.lid} ${rise} ${430 + shape.lid} ${rise} ${390 + shape.lid} ${shape.top + 26}`, 26, s.t.wood) : tube(shape.grip, 34, clay);
  const spray = s.r.int(0, 2);
  const decoration =
    spray === 0
      ? group(put(390, 670), flower(s, 76, s.r.int(6, 9), [mark, s.on(1, clay), s.t.gold]) + [-1, 1].map((k) => stroke(d`M${k * 70} 20C${k * 120} -40 ${k * 150} 40 ${k * 200} -10`, mark, 6) + group(put(k * 120, -10, k * 50), path(petal(52, 20), mark)) + group(put(k * 146, 14, k * 130), path(petal(44, 17), s.on(1, clay)))).join(''))
      : spray === 1
        ? [600, 650, 700].map((y, i) => stroke(d`M100 ${y}Q390 ${y + 50} 700 ${y}`, i === 1 ? s.on(1, clay) : mark, i === 1 ? 26 : 7)).join('') + wrap(s, path('M0 -14L12 0L0 14L-12 0Z', ware === 0 ? clay : mark), 650, 240, 25, 13)
        : group(put(390, 800), [-100, -40, 30, 96].map((x, i) => stroke(d`M${x} 30q${-10 + i * 5} -120 ${6 - i * 4} ${-250 + i * 10}`, mark, 9) + [60, 110, 160, 205].map((y, j) => group(put(x - 4, -y, j % 2 === 0 ? 62 : -58), path(petal(58, 10), mark))).join('')).join(''));
  const lidTop = shape.top - 62;
  const lid = d`M${390 - shape.lid} ${shape.top + 4}C${390 - shape.lid * 0.9} ${lidTop} ${390 + shape.lid * 0.9} ${lidTop} ${390 + shape.lid} ${shape.top + 4}Q390 ${shape.top + 34} ${390 - shape.lid} ${shape.top + 4}Z`;
  const knob = circle(390, lidTop - 6, 25, ware === 1 ? dark(clay, 0.1) : mark) + gleam(382, lidTop - 14, 8, 6);
  const spout = path(shape.spout, dark(clay, 0.08)) + path(shape.spout, linear(s, [[0, '#ffffff', 0.25], [0.5, '#ffffff', 0], [1, '#1a0d05', 0.35]], [0.5, 1]));
  const pot = spout + grip + path(shape.d, clay) + clip(s, shape.d, decoration) + domed(s, shape.d) + path(lid, clay) + domed(s, lid, 0.8) + stroke(d`M${390 - shape.lid} ${shape.top + 5}Q390 ${shape.top + 34} ${390 + shape.lid} ${shape.top + 5}`, dark(clay, 0.5), 4) + knob;
  const cupX = flip > 0 ? 650 : 150;
  const bowl = d`M${cupX - 76} 794C${cupX - 72} 870 ${cupX - 40} 896 ${cupX} 896C${cupX + 40} 896 ${cupX + 72} 870 ${cupX + 76} 794Z`;
  const cup = under(s, cupX, 894, 84, 16) + path(bowl, clay) + stroke(d`M${cupX - 70} 830Q${cupX} 862 ${cupX + 70} 830`, mark, 6) + turned(s, bowl, 0.9) + oval(cupX, 794, 76, 17, light(clay, 0.3)) + oval(cupX, 797, 66, 13, mix('#a5631d', s.t.gold, 0.3));
  return under(s, 400, 828, 250, 34) + group(put(400 + flip * -6, 0, 0, flip, 1), group('translate(-400 0)', pot)) + cup;
}
