import { dark, light, mix } from './colour.ts';
import { flower } from './flora.ts';
import { circle, clip, d, group, linear, path, petal, put, rect, ring, type Scene, stroke, wheel } from './svg.ts';

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
  const fan =
    path(petal(126, 52), thread, 'opacity=".5"') +
    stroke(petal(126, 52), thread, 6) +
    stroke('M0 -12V-104M0 -30l-20 -22M0 -30l20 -22M0 -60l-16 -18M0 -60l16 -18', thread, 2.4);
  const leafy = path(petal(90, 30), thread) + stroke('M0 -10V-78', mix(thread, '#000000', 0.22), 2.5);
  const picots = wheel(s, ring(0, -8, 8, thread, 2.6), n * 7, [0, 0], 300);
  return (
    stroke(roundNet(30, 106, 22, 0.5), thread, 2.2) +
    stroke(roundNet(112, 178, 40, 0.26), thread, 2) +
    stroke(roundNet(180, 300, 64, 0.36), thread, 1.9) +
    wheel(s, leafy, n, [0, 0], 12) +
    ring(0, 0, 108, thread, tape) +
    path(scallop(150, 206), 'none', `stroke="${thread}" stroke-width="${tape}"`) +
    wheel(s, fan, n, [0, 0], 172) +
    wheel(s, circle(0, 0, 13, thread) + ring(0, 0, 22, thread, 3), n, [0, 0], 236, 180 / n) +
    path(scallop(286, 352), 'none', `stroke="${thread}" stroke-width="${tape + 2}"`) +
    wheel(s, ring(0, 0, 17, thread, 3.4) + ring(0, 0, 8, thread, 2.4), n, [0, 0], 332, 180 / n) +
    picots +
    circle(0, 0, 15, thread)
  );
}

/** A lace edging: net, winding tape, scallops. */
function edging(s: Scene, thread: string): string {
  const net = Array.from(
    { length: 64 },
    (_, i) => d`M${-900 + i * 22} -260l540 540M${900 - i * 22} -260l-540 540`,
  ).join('');
  const n = s.r.pick([3, 4]);
  const w = 660 / n;
  let edge = d`M-330 -250H330V190`;
  for (let i = n - 1; i >= 0; i--) edge += d`Q${-330 + w * (i + 0.5)} ${330} ${-330 + w * i} 190`;
  const outline = `${edge}Z`;
  let tape = '';
  for (let i = 0; i < n; i++)
    tape += d`M${-330 + w * i} -60C${-330 + w * (i + 0.1)} -230 ${-330 + w * (i + 0.9)} -230 ${-330 + w * (i + 1)} -60C${-330 + w * (i + 0.84)} 40 ${-330 + w * (i + 0.16)} 40 ${-330 + w * i} -60`;
  const motif = flower(s, w * 0.24, s.r.int(6, 9), [thread, mix(thread, '#000000', 0.16), thread]);
  const parts = Array.from({ length: n }, (_, i) => {
    const x = -330 + w * (i + 0.5);
    return (
      group(put(x, -92), motif) +
      group(
        put(x, 96),
        wheel(s, path(petal(w * 0.32, w * 0.1), thread) + stroke(petal(w * 0.4, w * 0.14), thread, 3), 7, [0, 0]),
      ) +
      ring(x, 96, w * 0.43, thread, 5)
    );
  });
  const picots = Array.from({ length: n * 9 }, (_, i) => {
    const t = (i % 9) / 9 + 0.05;
    const x = -330 + w * (Math.floor(i / 9) + t);
    return ring(x, 190 + 280 * t * (1 - t) + 10, 9, thread, 2.8);
  });
  return (
    clip(s, outline, stroke(net, thread, 1.8)) +
    stroke(tape, thread, 9) +
    parts.join('') +
    stroke(outline, thread, 9) +
    rect(-332, -268, 664, 30, thread, 'rx="3" opacity=".9"') +
    picots.join('')
  );
}

/** Bobbin lace on dark cloth. */
export function lace(s: Scene): string {
  const cloth = s.t.night ? mix(s.t.ground, s.ink(0), 0.22) : mix(s.ink(s.r.int(0, 2)), s.t.deep, 0.48);
  const thread = mix(s.t.paper, '#fffdf6', 0.4);
  const pad = linear(s, `0 ${light(cloth, 0.14)}, 1 ${dark(cloth, 0.2)}`, [1, 1]);
  const round = s.variant(3) > 0;
  const body = round ? doily(s, thread) : edging(s, thread);
  const turn = round ? s.r.int(0, 20) : s.r.pick([0, -7, 6]);
  const place = put(400, round ? 500 : 500, turn, round ? 0.96 : 1.04);
  return (
    rect(0, 0, 800, 1000, pad) + circle(408, 516, round ? 330 : 0, '#000000', 'opacity=".16"') + group(place, body)
  );
}
