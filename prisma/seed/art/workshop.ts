import { dark, light, mix } from './colour.ts';
import { flower } from './flora.ts';
import { glow, turned, under } from './light.ts';
import {
  circle,
  clip,
  d,
  group,
  linear,
  oval,
  type Point,
  path,
  poly,
  put,
  radial,
  rect,
  ring,
  type Scene,
  smooth,
  stroke,
} from './svg.ts';
import { hills } from './terrain.ts';

/** A small pot for shelf and table, standing on (0, 0), about 100 high. */
function pot(s: Scene, kind: number, colour: string): string {
  const shape =
    [
      'M-18 -110H18L14 -88C60 -74 62 -20 30 0H-30C-62 -20 -60 -74 -14 -88Z',
      'M-48 -56C-46 -20 -30 0 -16 0H16C30 0 46 -20 48 -56Z',
      'M-22 -130H22C14 -100 40 -70 34 -30C32 -12 26 0 22 0H-22C-26 0 -32 -12 -34 -30C-40 -70 -14 -100 -22 -130Z',
      'M-34 -84H34V-8Q0 8 -34 -8Z',
    ][kind % 4] ?? '';
  return (
    path(shape, colour) +
    clip(s, shape, rect(-70, -60, 140, 9, light(colour, 0.5)) + rect(-70, -42, 140, 5, dark(colour, 0.3))) +
    turned(s, shape, 0.9)
  );
}

function tools(s: Scene, x: number, y: number, ink: string): string {
  const shapes = [
    stroke('M0 0V70', s.t.wood, 9) + path('M-20 70H20L14 130Q0 144 -14 130Z', ink),
    stroke('M0 0V90', s.t.wood, 8) + path('M-10 88L0 150L10 88Z', ink),
    ring(-12, 118, 18, ink, 6) + ring(16, 118, 18, ink, 6) + stroke('M-4 102L14 0M8 102L-10 0', ink, 7),
    stroke('M0 0V56', s.t.wood, 10) + rect(-36, 50, 72, 26, ink, 'rx="4"'),
  ];
  return (
    stroke(d`M${x - 30} ${y}h300`, dark(s.t.wood, 0.4), 9) +
    shapes.map((shape, i) => group(put(x + i * 80, y), shape)).join('')
  );
}

function windowView(s: Scene, x: number, y: number, w: number, h: number, frame: string): string {
  const sky = mix('#fff3d2', s.ink(1), 0.14);
  const land = (base: number, colour: string): string => {
    const ridge = hills(s, base, 70, 0.5);
    const points: Point[] = [];
    for (let q = x - 20; q <= x + w + 20; q += 30) points.push([q, ridge(q)]);
    return path(d`${smooth(points)}V${y + h + 20}H${x - 20}Z`, colour);
  };
  const pane = d`M${x} ${y}h${w}v${h}h${-w}Z`;
  const panes = s.r.pick([2, 3]);
  let bars = '';
  for (let i = 1; i < panes; i++) bars += d`M${x + (w * i) / panes} ${y}v${h}`;
  for (const k of s.r.pick([[0.5], [0.33, 0.66]])) bars += d`M${x} ${y + h * k}h${w}`;
  return (
    rect(x - 20, y - 20, w + 40, h + 40, frame) +
    clip(
      s,
      pane,
      rect(x, y, w, h, linear(s, `0 ${mix(sky, s.ink(1), 0.2)}, 1 #fff6dc`)) +
        circle(x + w * 0.66, y + h * 0.32, 40, '#fff7df') +
        land(y + h * 0.8, mix(s.t.leaf, sky, 0.55)) +
        land(y + h * 0.96, mix(s.t.leaf, sky, 0.25)),
    ) +
    stroke(bars, frame, 11) +
    stroke(bars, light(frame, 0.3), 3, 'transform="translate(-3 -2)"') +
    rect(x - 34, y + h + 18, w + 68, 22, light(frame, 0.14))
  );
}

function bench(s: Scene, craft: number, x: number, y: number): string {
  const c = s.on(0, s.t.wood);
  const wheelPot =
    under(s, 0, 6, 110, 14) +
    rect(-100, -22, 200, 24, dark(s.t.wood, 0.55), 'rx="8"') +
    group(put(0, -20, 0, 1.9), pot(s, 2, mix('#b5643a', s.ink(0), 0.3)));
  const warp = Array.from({ length: 24 }, (_, i) => d`M${-104 + i * 9} -330V-14`).join('');
  const loom =
    rect(-136, -350, 24, 350, dark(s.t.wood, 0.3)) +
    rect(112, -350, 24, 350, dark(s.t.wood, 0.3)) +
    rect(-146, -366, 292, 30, s.t.wood) +
    stroke(warp, s.t.paper, 2) +
    [0, 1, 2, 3, 4, 5, 6]
      .map((i) => rect(-108, -36 - i * 26, 216, 24, [s.ink(0), s.ink(1), s.t.gold, s.ink(2)][i % 4] ?? c))
      .join('') +
    [-72, 0, 72].map((q) => path(d`M${q} -150l32 40l-32 40l-32 -40z`, s.t.paper)).join('') +
    rect(-146, -14, 292, 22, s.t.wood);
  const frame = group(
    'translate(0 -150)',
    circle(0, 0, 150, s.t.wood) +
      circle(0, 0, 132, s.t.paper) +
      flower(s, 100, 8, [s.on(0, s.t.paper), s.on(1, s.t.paper), s.t.gold]),
  );
  return group(put(x, y, 0, 1.15), [wheelPot, loom, frame][craft] ?? wheelPot);
}

/** Shelves of finished pots. */
function shelves(s: Scene, sx: number, sw: number): string {
  const h = s.h;
  return [0.2, 0.36, 0.52]
    .slice(0, s.r.int(2, 3))
    .map((k) => {
      const y = h * k;
      const count = Math.floor(sw / 88);
      const pots = Array.from({ length: count }, (_, i) =>
        group(
          put(sx + 44 + (i * sw) / count, y, 0, s.r.range(0.62, 0.86) * (h / 1000 < 0.8 ? 0.6 : 1)),
          pot(s, s.r.int(0, 3), s.r.pick([s.ink(0), s.ink(1), s.ink(2), s.t.paper])),
        ),
      ).join('');
      return (
        rect(sx - 10, y + 14, sw + 20, 22, '#1a0d05', 'opacity=".16"') + pots + rect(sx - 10, y, sw + 20, 15, s.t.wood)
      );
    })
    .join('');
}

/** The bench: its top and its drawers. */
function counter(s: Scene, desk: number): string {
  const [w, h] = [s.w, s.h];
  return (
    rect(0, desk, w, 34, light(s.t.wood, 0.12)) +
    rect(0, desk + 30, w, h - desk, linear(s, `0 ${dark(s.t.wood, 0.28)}, 1 ${dark(s.t.wood, 0.6)}`)) +
    rect(0, desk + 30, w, 20, '#1a0d05', 'opacity=".25"') +
    [0.12, 0.5, 0.88]
      .map(
        (k) =>
          rect(w * k - 50, desk + 90, 100, 12, dark(s.t.wood, 0.55), 'rx="5"') +
          rect(w * k - 130, desk + 62, 260, 120, 'none', `stroke="${dark(s.t.wood, 0.55)}" stroke-width="5"`),
      )
      .join('')
  );
}

/** The room of a workshop: window, shelves, a bench with work on it, a lamp, warm light. */
export function workshop(s: Scene): string {
  const [w, h] = [s.w, s.h];
  const warm = mix(s.ink(0), '#b98552', 0.55);
  const back = mix(s.t.night ? dark(warm, 0.62) : light(warm, 0.42), s.t.ground, 0.25);
  const frame = dark(s.t.wood, 0.45);
  const flip = s.r.chance(0.5);
  const desk = h * 0.72;
  const [ww, wh] = [Math.min(w * 0.44, 380), h * 0.36];
  const wx = w * 0.09;
  const wy = h * s.r.range(0.13, 0.18);
  const sx = w < h ? w * 0.62 : w * 0.5;
  const sw = w < h ? w * 0.33 : w * 0.44;
  const lampX = w * s.r.range(0.46, 0.56);
  const lamp =
    stroke(d`M${lampX} 0V${h * 0.1}`, frame, 5) +
    path(
      d`M${lampX - 70} ${h * 0.1 + 66}C${lampX - 62} ${h * 0.1 + 10} ${lampX - 20} ${h * 0.1} ${lampX} ${h * 0.1}C${lampX + 20} ${h * 0.1} ${lampX + 62} ${h * 0.1 + 10} ${lampX + 70} ${h * 0.1 + 66}Z`,
      s.on(0, back),
    ) +
    glow(s, lampX, h * 0.1 + 90, 260, '#ffdf94', 0.75) +
    oval(lampX, h * 0.1 + 66, 62, 11, '#fff3c4');
  const beam = path(
    poly([
      [wx, wy],
      [wx + ww, wy],
      [w * 0.98, desk + 90],
      [w * 0.3, desk + 90],
    ]),
    linear(s, '0 #fff1c4 0.5, 1 #fff1c4 0', [0.8, 1]),
  );
  const craft = s.variant(3);
  const goods = [0, 1, 2, 3]
    .map((i) =>
      group(
        put(w * 0.1 + i * 96 + s.r.range(-12, 12), desk + 8, 0, s.r.range(0.9, 1.35)),
        under(s, 0, 0, 44, 7) + pot(s, s.r.int(0, 3), [s.ink(1), s.t.paper, s.ink(2), s.ink(0)][i] ?? s.ink(0)),
      ),
    )
    .join('');
  const body =
    rect(0, 0, w, h, radial(s, `0 ${light(back, 0.36)}, 0.6 ${back}, 1 ${dark(back, 0.4)}`, [0.32, 0.3], 0.95)) +
    windowView(s, wx, wy, ww, wh, frame) +
    shelves(s, sx, sw) +
    (h < w ? '' : tools(s, wx + 10, wy + wh + 62, dark(s.t.deep, 0))) +
    lamp +
    counter(s, desk) +
    goods +
    bench(s, craft, w * s.r.range(0.68, 0.74), desk + 6) +
    beam +
    rect(0, 0, w, h, linear(s, '0 #1a0d05 0.12, 0.5 #1a0d05 0, 1 #1a0d05 0.34'));
  return flip ? group(`translate(${w} 0) scale(-1 1)`, body) : body;
}
