import { dark, light, mix } from './colour.ts';
import { glow } from './light.ts';
import { circle, d, group, path, petal, put, radial, rect, type Scene, stroke, wheel } from './svg.ts';

/** The ribs of a paper globe, or the posts between panes. */
function ribs(kind: number, w: number, h: number, colour: string): string {
  return kind === 2
    ? stroke(
        d`M${-w * 0.4} ${-h}L${-w * 0.46} ${h * 0.1}L${-w * 0.3} ${h}M${w * 0.4} ${-h}L${w * 0.46} ${h * 0.1}L${w * 0.3} ${h}M${-w * 1.1} ${h * 0.1}H${w * 1.1}`,
        colour,
        9,
      )
    : stroke(
        [0.28, 0.6, 0.9]
          .map(
            (k) =>
              d`M${-76 * k} ${-h}C${-w * 1.16 * k} ${-h * 0.8} ${-w * 1.16 * k} ${h * 0.8} ${-76 * k} ${h}M${76 * k} ${-h}C${w * 1.16 * k} ${-h * 0.8} ${w * 1.16 * k} ${h * 0.8} ${76 * k} ${h}`,
          )
          .join(''),
        colour,
        3.5,
        'opacity=".65"',
      );
}

/** The gilt rim at the top (1) or the foot (-1). */
function cap(frame: string, y: number, flip: number): string {
  return group(
    put(0, y, 0, 1, flip),
    rect(-84, -26, 168, 28, frame, 'rx="7"') +
      rect(-62, -46, 124, 22, dark(frame, 0.35), 'rx="6"') +
      rect(-84, -24, 168, 7, light(frame, 0.5), 'rx="3"'),
  );
}

/** A palace lantern: round, tall, or of six painted panes, alight. */
export function lantern(s: Scene): string {
  const skin = mix(s.ink(0), s.r.pick(['#c8281c', '#d9541e', '#b01f2a']), s.r.range(0.1, 0.6));
  const kind = s.variant(3);
  const frame = s.t.night ? s.t.gold : dark(s.t.gold, 0.12);
  const tassel = (c: string): string =>
    rect(-12, 0, 24, 26, frame, 'rx="4"') +
    path('M-15 24L-24 190Q0 204 24 190L15 24Z', c) +
    stroke('M-8 30L-13 188M0 30V192M8 30L13 188', dark(c, 0.35), 2.5);
  const [w, h] = kind === 0 ? [200, 150] : kind === 1 ? [118, 190] : [150, 170];
  const globe =
    [
      d`M-76 ${-h}C${-w * 1.16} ${-h * 0.86} ${-w * 1.16} ${h * 0.86} -76 ${h}H76C${w * 1.16} ${h * 0.86} ${w * 1.16} ${-h * 0.86} 76 ${-h}Z`,
      d`M-86 ${-h}Q${-w - 22} ${-h * 0.9} ${-w} ${-h * 0.6}V${h * 0.6}Q${-w - 22} ${h * 0.9} -86 ${h}H86Q${w + 22} ${h * 0.9} ${w} ${h * 0.6}V${-h * 0.6}Q${w + 22} ${-h * 0.9} 86 ${-h}Z`,
      d`M${-w} ${-h}L${-w * 1.1} ${h * 0.1}L${-w * 0.72} ${h}H${w * 0.72}L${w * 1.1} ${h * 0.1}L${w} ${-h}Z`,
    ][kind] ?? '';
  const fire = mix('#fff1b8', s.t.paper, 0.2);
  const motif =
    kind === 2
      ? wheel(s, path(petal(44, 16), mix(skin, '#7a1a10', 0.4)), 6, [0, -50]) + circle(0, -50, 12, frame)
      : s.r.chance(0.6)
        ? wheel(s, path(petal(58, 20), frame), 8, [0, 0]) + circle(0, 0, 18, skin)
        : stroke(d`M${-w} -40Q0 10 ${w} -40M${-w} 50Q0 96 ${w} 50`, frame, 8);
  const lit = radial(
    s,
    `0 ${fire}, 0.3 ${mix(fire, skin, 0.45)}, 0.72 ${skin}, 1 ${dark(skin, 0.42)}`,
    [0.5, 0.52],
    0.6,
  );
  const eaves =
    kind === 2
      ? path(
          d`M${-w - 56} ${-h - 34}Q${-w} ${-h - 30} ${-w * 0.5} ${-h - 74}H${w * 0.5}Q${w} ${-h - 30} ${w + 56} ${-h - 34}L${w + 12} ${-h}H${-w - 12}Z`,
          frame,
        ) + [-1, 1].map((k) => group(put(k * (w + 50), -h - 26, 0, 0.56), tassel(skin))).join('')
      : cap(frame, -h, 1);
  const one = (x: number, y: number, k: number): string =>
    stroke(d`M${x} ${-10}V${y - h * k}`, frame, 4) +
    glow(s, x, y, 380 * k, s.t.night ? mix(skin, '#ffb24d', 0.6) : mix(skin, '#ffd37a', 0.7), 0.6) +
    group(
      put(x, y, s.r.range(-3, 3), k),
      group(put(0, h + 40), tassel(s.on(1, s.t.ground))) +
        path(globe, lit) +
        ribs(kind, w, h, kind === 2 ? frame : dark(skin, 0.35)) +
        motif +
        stroke(globe, kind === 2 ? frame : dark(skin, 0.4), kind === 2 ? 10 : 3) +
        eaves +
        (kind === 2
          ? rect(-w * 0.74, h - 6, w * 1.48, 22, frame, 'rx="6"') + rect(-30, h + 10, 60, 34, frame, 'rx="6"')
          : cap(frame, h, -1) + rect(-12, h + 20, 24, 24, frame)),
    );
  const count = s.r.int(1, 3);
  if (count === 1) return one(400 + s.r.range(-20, 20), 440, 1.34);
  if (count === 2) return one(560, s.r.range(260, 330), 0.74) + one(310, s.r.range(520, 580), 1.02);
  return (
    one(610, s.r.range(300, 380), 0.66) + one(170, s.r.range(240, 300), 0.56) + one(380, s.r.range(540, 600), 0.94)
  );
}
