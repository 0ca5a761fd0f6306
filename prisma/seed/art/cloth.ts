import { dark, light, mix } from './colour.ts';
import { cloud, flower, leaf, lotus } from './flora.ts';
import { grid, lozenge, saltire, star, zigzag } from './grid.ts';
import { cast } from './light.ts';
import { circle, clip, d, group, linear, oval, path, petal, put, rect, ring, type Scene, stroke, tile, wheel } from './svg.ts';
import { crosses } from './weave.ts';

/** A real net between two circles: threads that lean one way cross threads that lean the other. */
function roundNet(inner: number, outer: number, count: number, lean: number): string {
  let data = '';
  for (let i = 0; i < count; i++) {
    for (const k of [-1, 1]) {
      const a = (i / count) * 2 * Math.PI;
      const b = a + k * lean;
      const m = (a + b) / 2;
      const r = (inner + outer) / 2;
      data += d`M${inner * Math.cos(a)} ${inner * Math.sin(a)}Q${r * Math.cos(m)} ${r * Math.sin(m)} ${outer * Math.cos(b)} ${outer * Math.sin(b)}`;
    }
  }
  return data;
}

/** Bobbin lace as a round doily. */
function doily(s: Scene, thread: string): string {
  const n = s.r.pick([8, 10, 12]);
  const tape = s.r.range(7, 10);
  const scallop = (r: number, bulge: number): string => {
    let data = d`M${r} 0`;
    for (let i = 0; i < n; i++) {
      const [m, e] = [((i + 0.5) / n) * 2 * Math.PI, ((i + 1) / n) * 2 * Math.PI];
      data += d`Q${bulge * Math.cos(m)} ${bulge * Math.sin(m)} ${r * Math.cos(e)} ${r * Math.sin(e)}`;
    }
    return `${data}Z`;
  };
  const cloth = tile(s, 6, 6, rect(0, 0, 6, 6, thread, 'opacity=".55"') + stroke('M0 0L6 6M6 0L0 6', thread, 1.6), 'rotate(20)');
  const fan = path(petal(126, 52), cloth) + stroke(petal(126, 52), thread, 6) + stroke('M0 -12V-104M0 -30l-20 -22M0 -30l20 -22M0 -60l-16 -18M0 -60l16 -18', thread, 2.4);
  const leafy = path(petal(90, 30), thread) + stroke('M0 -10V-78', mix(thread, '#000000', 0.22), 2.5);
  const picots = wheel(s, ring(0, -8, 8, thread, 2.6), n * 7, [0, 0], 300);
  return (
    stroke(roundNet(30, 106, 22, 0.5), thread, 2.2) + stroke(roundNet(112, 178, 40, 0.26), thread, 2) + stroke(roundNet(180, 300, 64, 0.36), thread, 1.9) +
    wheel(s, leafy, n, [0, 0], 12) + ring(0, 0, 108, thread, tape) + path(scallop(150, 206), 'none', `stroke="${thread}" stroke-width="${tape}"`) + wheel(s, fan, n, [0, 0], 172) +
    wheel(s, circle(0, 0, 13, thread) + ring(0, 0, 22, thread, 3), n, [0, 0], 236, 180 / n) + path(scallop(286, 352), 'none', `stroke="${thread}" stroke-width="${tape + 2}"`) + wheel(s, ring(0, 0, 17, thread, 3.4) + ring(0, 0, 8, thread, 2.4), n, [0, 0], 340, 180 / n) + picots + circle(0, 0, 15, thread)
  );
}

/** A lace edging: net, winding tape, scallops. */
function edging(s: Scene, thread: string): string {
  const net = tile(s, 20, 20, stroke('M0 0L20 20M20 0L0 20', thread, 1.9) + circle(10, 10, 2.4, thread), 'rotate(2)');
  const n = s.r.pick([3, 4]);
  const w = 660 / n;
  let edge = d`M-330 -250H330V190`;
  for (let i = n - 1; i >= 0; i--) edge += d`Q${-330 + w * (i + 0.5)} ${330} ${-330 + w * i} 190`;
  const outline = `${edge}Z`;
  let tape = '';
  for (let i = 0; i < n; i++) tape += d`M${-330 + w * i} -60C${-330 + w * (i + 0.1)} -230 ${-330 + w * (i + 0.9)} -230 ${-330 + w * (i + 1)} -60C${-330 + w * (i + 0.84)} 40 ${-330 + w * (i + 0.16)} 40 ${-330 + w * i} -60`;
  const motif = flower(s, w * 0.24, s.r.int(6, 9), [thread, mix(thread, '#000000', 0.16), thread]);
  const parts = Array.from({ length: n }, (_, i) => {
    const x = -330 + w * (i + 0.5);
    return group(put(x, -92), motif) + group(put(x, 96), wheel(s, path(petal(w * 0.32, w * 0.1), thread) + stroke(petal(w * 0.4, w * 0.14), thread, 3), 7, [0, 0])) + ring(x, 96, w * 0.43, thread, 5);
  });
  const picots = Array.from({ length: n * 9 }, (_, i) => {
    const t = (i % 9) / 9 + 0.05;
    const x = -330 + w * (Math.floor(i / 9) + t);
    return ring(x, 190 + 280 * t * (1 - t) + 10, 9, thread, 2.8);
  });
  return path(outline, net) + stroke(tape, thread, 9) + parts.join('') + stroke(outline, thread, 9) + rect(-332, -268, 664, 30, thread, 'rx="3" opacity=".9"') + picots.join('');
}

/** Bobbin lace on dark cloth. */
export function lace(s: Scene): string {
  const cloth = s.t.night ? mix(s.t.ground, s.ink(0), 0.22) : mix(s.ink(s.r.int(0, 2)), s.t.deep, 0.48);
  const thread = mix(s.t.paper, '#fffdf6', 0.4);
  const pad = linear(s, [[0, light(cloth, 0.14)], [1, dark(cloth, 0.2)]], [1, 1]);
  const round = s.r.chance(0.6);
  const body = round ? doily(s, thread) : edging(s, thread);
  const turn = round ? s.r.int(0, 20) : s.r.pick([0, -7, 6]);
  const place = put(400, round ? 500 : 500, turn, round ? 0.96 : 1.04);
  const nap = tile(s, 5, 5, rect(0, 0, 5, 1.4, '#000000', 'opacity=".12"'), 'rotate(45)');
  return rect(0, 0, 800, 1000, pad) + rect(0, 0, 800, 1000, nap) + circle(408, 516, round ? 330 : 0, '#000000', 'opacity=".16"') + group(place, body);
}

/** The printed field of a silk square, within 0..600. */
function silkField(s: Scene, ground: string, c: readonly [string, string, string]): string {
  const kind = s.r.int(0, 2);
  const [a, b, e] = c;
  const frame = rect(18, 18, 564, 564, 'none', `stroke="${b}" stroke-width="30"`) + rect(44, 44, 512, 512, 'none', `stroke="${e}" stroke-width="5"`) + [40, 560].flatMap((x) => [40, 560].map((y) => group(put(x, y), flower(s, 40, 8, [a, e, ground])))).join('');
  const heart =
    kind === 0
      ? wheel(s, path(petal(210, 54), a) + path(petal(150, 30), e) + path(petal(84, 12), ground), 12, [300, 300]) + circle(300, 300, 60, b) + group('translate(300 300)', flower(s, 54, 8, [e, a, ground]))
      : kind === 1
        ? [[170, 190, 1.1], [420, 170, 0.9], [150, 420, 0.9], [440, 430, 1.15]].map(([x = 0, y = 0, k = 1]) => group(put(x, y, 0, k), cloud(a, e, 5))).join('') + group('translate(300 350)', lotus(120, b, a)) + stroke('M80 300C180 240 220 380 300 380S440 240 530 310', e, 9)
        : [0, 1, 2, 3].map((i) => group(`rotate(${i * 90} 300 300)`, stroke('M80 80Q200 120 270 270', b, 7) + group('translate(190 150)', flower(s, 52, 7, [a, e, ground])) + group(put(120, 106, -40), leaf(64, 22, b)) + group(put(240, 214, 100), leaf(64, 22, b)) + group(put(96, 240, 80), leaf(54, 18, b)))).join('') + group('translate(300 300)', flower(s, 84, 10, [e, a, b]));
  return rect(0, 0, 600, 600, ground) + heart + frame;
}

/** A silk square lying with one corner turned over. */
function square(s: Scene, ground: string, c: readonly [string, string, string]): string {
  const turn = s.r.range(-11, 11);
  const fold = s.r.range(190, 270);
  const hem = d`M6 ${fold}Q${fold * 0.4} ${fold * 0.62} ${fold} 6Q300 -10 594 4Q612 300 596 594Q300 610 5 596Q-8 ${300 + fold / 4} 6 ${fold}Z`;
  const flap = d`M6 ${fold}Q${fold * 0.4} ${fold * 0.62} ${fold} 6Q${fold * 1.06} ${fold * 0.5} ${fold * 0.93} ${fold * 0.9}Q${fold * 0.5} ${fold * 1.04} 6 ${fold}Z`;
  const folds = [0.2, 0.5, 0.78].map((t) => path(d`M${600 * t} -10Q${600 * t + 90} 260 ${600 * t - 30} 610h60Q${600 * t + 150} 260 ${600 * t + 70} -10Z`, linear(s, [[0, '#ffffff', 0], [0.4, '#ffffff', 0.22], [0.55, '#1a0d05', 0.1], [1, '#1a0d05', 0]], [1, 0]))).join('');
  const back = light(mix(ground, c[0], 0.2), 0.22);
  const body = cast(hem, 16) + clip(s, hem, silkField(s, ground, c) + folds) + stroke(hem, c[1], 5) + path(flap, '#1a0d05', 'opacity=".18" transform="translate(12 14)"') + path(flap, back) + path(flap, linear(s, [[0, '#ffffff', 0.4], [0.5, '#ffffff', 0], [1, '#1a0d05', 0.25]], [1, 1])) + stroke(flap, c[1], 4);
  return group(put(400, 500, turn, 1.1), group('translate(-300 -300)', body));
}

/** A long scarf hung over a rod. */
function hung(s: Scene, ground: string, c: readonly [string, string, string]): string {
  const rod = stroke('M90 190H710', dark(s.t.wood, 0.4), 26) + stroke('M90 186H710', s.t.wood, 18) + circle(90, 190, 22, s.t.wood) + circle(710, 190, 22, dark(s.t.wood, 0.15));
  const end = (x: number, w: number, bottom: number, shift: number): string => {
    const outline = d`M${x} 176C${x - 10} 400 ${x + shift} 600 ${x - 14 + shift} ${bottom}q${w * 0.17} 26 ${w * 0.33} 4t${w * 0.34} 4t${w * 0.4} -6C${x + w + shift} 600 ${x + w + 8} 400 ${x + w - 6} 176Q${x + w / 2} 160 ${x} 176Z`;
    const bands = [0, 1, 2].map((i) => rect(0, bottom - 250 + i * 78, 800, i === 1 ? 46 : 22, c[i] ?? c[0])).join('');
    const blossoms = [0, 1, 2, 3].map((i) => group(put(x + w * (i % 2 === 0 ? 0.34 : 0.68) + shift * 0.4, 270 + i * ((bottom - 560) / 3)), flower(s, 56, 8, [c[0], c[2], ground]) + group(put(44, 44, 120), leaf(70, 22, c[1])) + group(put(-44, 44, -120), leaf(70, 22, c[1])))).join('');
    const pleats = [0.12, 0.38, 0.66].map((t) => path(d`M${x + w * t} 170C${x + w * t} 420 ${x + w * t + shift} 640 ${x + w * t + shift} ${bottom + 20}h${w * 0.24}C${x + w * (t + 0.24) + shift} 640 ${x + w * (t + 0.2)} 420 ${x + w * (t + 0.2)} 170Z`, linear(s, [[0, '#1a0d05', 0], [0.3, '#ffffff', 0.3], [0.6, '#1a0d05', 0.18], [1, '#1a0d05', 0]], [1, 0]))).join('');
    let fringe = '';
    for (let i = 0; i < 26; i++) fringe += d`M${x - 10 + shift + (i * (w + 20)) / 25.6} ${bottom + 2}q${s.r.range(-5, 5)} 30 ${s.r.range(-5, 5)} 54`;
    return cast(outline, 18) + stroke(fringe, c[1], 3.4) + path(outline, ground) + clip(s, outline, bands + blossoms + pleats + rect(0, 170, 800, 40, linear(s, [[0, '#ffffff', 0.4], [1, '#1a0d05', 0.2]])));
  };
  const wide = s.r.range(210, 250);
  return end(400 - wide * 0.96, wide, s.r.range(700, 840), s.r.range(-24, 10)) + rod + end(398 - wide * 0.06, wide, s.r.range(780, 880), s.r.range(-6, 26)) + oval(400, 168, wide * 0.9, 12, '#ffffff', 'opacity=".18"');
}

/** A silk scarf: a printed square, or a long scarf over a rod. */
export function scarf(s: Scene): string {
  const ground = s.r.chance(0.5) ? mix(s.t.paper, s.ink(1), 0.14) : mix(s.ink(0), s.t.deep, 0.1);
  const c = [s.on(1, ground), s.on(2, ground), s.on(3, ground)] as const;
  return s.r.chance(0.62) ? square(s, ground, c) : hung(s, ground, c);
}

/** A strip of counted embroidery, `cols` cells wide and `rows` high, in the middle of (0, 0). */
function strip(s: Scene, cols: number, rows: number, cell: number, colours: readonly string[], kind: number): string {
  const g = grid(cols, rows);
  const x = (cols - 1) / 2;
  for (let y = -2; y < rows + 8; y += 10) {
    if (kind === 0) {
      lozenge(g, x, y + 5, 5, 1, 1);
      lozenge(g, x, y + 5, 3, 2);
      saltire(g, x, y, 2, 3);
    } else if (kind === 1) {
      star(g, x, y + 5, 2, 1, 1);
      lozenge(g, x, y, 1, 3);
    } else {
      zigzag(g, y, 3, 1);
      zigzag(g, y + 2, 3, 2);
      lozenge(g, x, y + 7, 1, 3);
    }
  }
  for (let y = 0; y < rows; y++) for (const e of [0, cols - 1]) g.set(e, y, y % 3 === 0 ? 3 : 2);
  return crosses(s, g, colours, cell, (-cols * cell) / 2, (-rows * cell) / 2);
}

/** A folk blouse with embroidered sleeves and breast, on a rod. */
export function blouse(s: Scene): string {
  const linen = mix(s.t.paper, '#fffdf8', 0.5);
  const c = [s.on(0, linen), s.on(1, linen), s.on(2, linen)];
  const kind = s.r.int(0, 2);
  const shade = (data: string): string => stroke(data, '#5b4a3a', 5, 'opacity=".2"');
  const spread = s.r.range(-8, 12);
  const sleeve = 'M0 0C-70 20 -104 70 -112 150L-128 430Q-66 462 -2 440L10 160Z';
  const cuff = 'M-128 430Q-66 462 -2 440L-8 486Q-66 504 -120 478Z';
  const folds = shade('M-20 60Q-40 250 -40 440M-90 150Q-98 300 -96 440M-60 90Q-72 260 -70 446');
  const one = path(sleeve, linen) + path(sleeve, linear(s, [[0, '#5b4a3a', 0.24], [0.5, '#ffffff', 0], [1, '#5b4a3a', 0.16]], [1, 0.2])) + folds + clip(s, sleeve, group(put(-66, 250, 4), strip(s, 11, 44, 9.5, c, kind)) + group('translate(-60 40)', group('rotate(94)', strip(s, 9, 24, 9.5, c, (kind + 1) % 3)))) + path(cuff, c[0] ?? linen) + stroke('M-122 452Q-66 480 -5 462', s.t.gold, 5, 'stroke-dasharray="3 9"');
  const trunk = 'M300 236C330 262 470 262 500 236L560 262C586 420 580 640 604 842Q400 880 196 842C220 640 214 420 240 262Z';
  const body = path(trunk, linen) + path(trunk, linear(s, [[0, '#5b4a3a', 0.26], [0.25, '#ffffff', 0], [0.7, '#ffffff', 0], [1, '#5b4a3a', 0.26]], [1, 0.1])) + shade('M290 320Q280 600 262 850M340 330Q336 600 330 860M462 330Q466 600 472 860M512 320Q524 600 540 850');
  const panels = clip(s, trunk, group('translate(338 470)', strip(s, 9, 40, 9, c, kind)) + group('translate(462 470)', strip(s, 9, 40, 9, c, kind)) + group('translate(400 808)', group('rotate(90)', strip(s, 9, 46, 9, c, (kind + 1) % 3))));
  const neck = stroke('M400 262V520', '#5b4a3a', 5, 'opacity=".5"') + path('M296 232C320 292 480 292 504 232L492 214C470 262 330 262 308 214Z', c[0] ?? linen) + stroke('M304 226C330 274 470 274 496 226', s.t.gold, 4, 'stroke-dasharray="3 9"') + stroke('M400 268C370 330 380 360 366 400M400 268C430 330 420 360 436 404', c[1] ?? linen, 5) + circle(366, 408, 11, c[0] ?? linen) + circle(436, 412, 11, c[0] ?? linen);
  const hanger = stroke('M400 190C400 150 440 160 434 130C428 104 392 106 392 132', s.t.night ? s.t.gold : dark(s.t.wood, 0.5), 9) + stroke('M250 262Q400 150 550 262', s.t.wood, 20);
  return hanger + cast(trunk, 18) + group(put(262, 262, spread), cast(sleeve, 14) + one) + group(put(538, 262, -spread, -1, 1), one) + body + panels + neck;
}
