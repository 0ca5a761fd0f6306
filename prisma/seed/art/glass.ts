import { dark, light, mix } from './colour.ts';
import { gleam, glow, turned, under } from './light.ts';
import {
  circle,
  clip,
  copies,
  d,
  group,
  oval,
  path,
  petal,
  put,
  rect,
  ring,
  type Scene,
  stroke,
  wheel,
} from './svg.ts';

interface Crystal {
  readonly tint: string;
  readonly edge: string;
}

/** Cuts across a band of glass: stars, fans or lozenges that show the clear glass under the colour. */
function cuts(s: Scene, kind: number, x: number, y: number, w: number, h: number): string {
  const clear = '#ffffff';
  const n = s.r.int(4, 5);
  const size = w / n;
  const gem =
    [
      wheel(s, path(petal(size * 0.5, size * 0.07), clear), 12, [0, 0]),
      path(d`M0 ${-h * 0.4}L${size * 0.42} 0L0 ${h * 0.4}L${-size * 0.42} 0Z`, clear, 'opacity=".5"') +
        stroke(d`M0 ${-h * 0.4}V${h * 0.4}M${-size * 0.42} 0H${size * 0.42}`, clear, 3) +
        path(d`M0 ${-h * 0.4}L${size * 0.42} 0L0 0Z`, clear, 'opacity=".4"'),
      wheel(s, path(petal(h * 0.62, size * 0.07), clear), 5, [0, h * 0.3], 0, 0),
    ][kind] ?? '';
  return copies(
    s,
    gem,
    Array.from({ length: n }, (_, i) =>
      put(x + size * (i + 0.5), y + h / 2, 0, 0.72 + 0.28 * Math.sin((Math.PI * (i + 0.5)) / n), 1),
    ),
  );
}

function goblet(s: Scene, c: Crystal, kind: number, fill: boolean): string {
  const bowl =
    kind === 1
      ? 'M-112 -420C-118 -300 -96 -190 0 -176C96 -190 118 -300 112 -420Z'
      : 'M-96 -430C-150 -320 -130 -190 0 -176C130 -190 150 -320 96 -430Z';
  const top = kind === 1 ? [-420, 112] : [-430, 96];
  const [ty = -420, tw = 112] = top;
  const wine = mix(c.tint, '#5a0f1c', 0.3);
  const stem =
    path(
      'M-16 -182C-10 -120 -30 -110 -30 -96C-30 -80 -12 -76 -12 -30C-20 -14 -90 -10 -96 4H96C90 -10 20 -14 12 -30C12 -76 30 -80 30 -96C30 -110 10 -120 16 -182Z',
      mix(c.tint, '#ffffff', 0.66),
      'opacity=".8"',
    ) +
    stroke('M-24 -96H24M-10 -140V-40', '#ffffff', 4, 'opacity=".9"') +
    oval(0, 4, 96, 15, mix(c.tint, '#ffffff', 0.5), 'opacity=".85"') +
    stroke('M-90 2A90 13 0 0 0 60 14', '#ffffff', 4);
  return (
    under(s, 0, 8, 104, 16, 0.34) +
    oval(46, 20, 120, 16, c.tint, 'opacity=".3"') +
    stem +
    path(bowl, c.tint, 'opacity=".62"') +
    clip(
      s,
      bowl,
      (fill
        ? rect(-160, -340, 320, 200, wine, 'opacity=".55"') + oval(0, -340, 128, 16, light(wine, 0.3), 'opacity=".8"')
        : '') +
        cuts(s, kind, -130, -340, 260, 110) +
        stroke('M-150 -350Q0 -326 150 -350M-150 -222Q0 -200 150 -222', '#ffffff', 4),
    ) +
    turned(s, bowl, 0.6) +
    oval(0, ty, tw, tw * 0.14, mix(c.tint, '#ffffff', 0.7), 'opacity=".55"') +
    stroke(d`M${-tw} ${ty}a${tw} ${tw * 0.14} 0 0 0 ${2 * tw} 0`, '#ffffff', 4) +
    gleam(-74, -330, 9, 64, 6, 0.7)
  );
}

function decanter(s: Scene, c: Crystal, kind: number): string {
  const body =
    'M-34 -430V-340C-40 -290 -156 -250 -156 -120C-156 -50 -130 0 -110 8H110C130 0 156 -50 156 -120C156 -250 40 -290 34 -340V-430Z';
  const ball =
    wheel(s, path('M0 0L-26 -58L26 -58Z', '#ffffff', 'opacity=".5"'), 6, [0, -520]) +
    circle(0, -520, 60, c.tint, 'opacity=".55"') +
    ring(0, -520, 60, '#ffffff', 3) +
    stroke('M-52 -550L0 -520L52 -550M0 -520V-460M-52 -490L0 -520L52 -490', '#ffffff', 3);
  return (
    under(s, 0, 10, 150, 20, 0.4) +
    oval(60, 24, 170, 20, c.tint, 'opacity=".3"') +
    rect(-22, -470, 44, 60, mix(c.tint, '#ffffff', 0.5), 'opacity=".8"') +
    ball +
    path(body, c.tint, 'opacity=".64"') +
    clip(
      s,
      body,
      rect(-170, -150, 340, 170, c.edge, 'opacity=".4"') +
        cuts(s, kind, -156, -200, 312, 150) +
        [-36, -12, 12, 36]
          .map((x) => path(d`M${x} -420L${x * 2.6} -240L${x * 1.1} -250Z`, '#ffffff', 'opacity=".4"'))
          .join('') +
        stroke('M-170 -40Q0 -12 170 -40M-170 -214Q0 -190 170 -214', '#ffffff', 4),
    ) +
    turned(s, body, 0.6) +
    oval(0, -430, 46, 9, mix(c.tint, '#ffffff', 0.7)) +
    gleam(-104, -150, 11, 70, 12, 0.7)
  );
}

function vase(s: Scene, c: Crystal, kind: number): string {
  const body =
    'M-150 -520C-120 -420 -70 -360 -76 -250C-82 -150 -120 -90 -100 8H100C120 -90 82 -150 76 -250C70 -360 120 -420 150 -520Z';
  return (
    under(s, 0, 10, 116, 18, 0.4) +
    oval(70, 24, 160, 20, c.tint, 'opacity=".34"') +
    path(body, c.tint, 'opacity=".7"') +
    clip(
      s,
      body,
      cuts(s, kind, -110, -330, 220, 150) +
        [-120, -72, -24, 24, 72, 120]
          .map((x) =>
            path(d`M${x} -520L${x * 0.62} -350L${x * 0.5 + 12} -360L${x + 22} -520Z`, '#ffffff', 'opacity=".42"'),
          )
          .join('') +
        [-80, -40, 0, 40, 80]
          .map((x) => path(d`M${x - 14} 4L${x * 0.8} -130L${x + 14} 4Z`, '#ffffff', 'opacity=".5"'))
          .join(''),
    ) +
    turned(s, body, 0.7) +
    oval(0, -520, 150, 22, mix(c.tint, '#ffffff', 0.55), 'opacity=".8"') +
    oval(0, -517, 132, 16, dark(c.tint, 0.3), 'opacity=".6"') +
    stroke('M-150 -520a150 22 0 0 0 300 0', '#ffffff', 5) +
    gleam(-62, -260, 8, 70, 3, 0.7)
  );
}

/** Bohemian cut glass, cased in colour: goblets, a decanter with its stopper, a vase. */
export function glass(s: Scene): string {
  const tint = mix(s.on(0), s.r.pick(['#c41f3a', '#1e4fae', '#0f7d5c', '#d98a16', '#7a3aa0']), s.r.range(0.55, 0.85));
  const c: Crystal = { tint, edge: mix(tint, '#6a2a10', 0.5) };
  const other: Crystal = { tint: s.on(1), edge: dark(s.on(1), 0.3) };
  const kind = s.variant(3);
  const lit = glow(s, 300, 380, 380, '#ffffff', s.t.night ? 0.2 : 0.5);
  const flip = s.r.chance(0.5) ? 1 : -1;
  if (kind === 0)
    return (
      lit +
      group(put(400 - flip * 150, 830, 0, 1.3), goblet(s, c, s.r.int(0, 2), true)) +
      group(put(400 + flip * 170, 850, 0, 1.14), goblet(s, other, s.r.int(0, 2), s.r.chance(0.5)))
    );
  if (kind === 1)
    return (
      lit +
      group(put(400 - flip * 100, 820, 0, 1.16), decanter(s, c, s.r.int(0, 2))) +
      group(put(400 + flip * 210, 856, 0, 0.86), goblet(s, c, s.r.int(0, 2), true))
    );
  return lit + group(put(400, 836, 0, 1.2), vase(s, c, s.r.int(0, 2)));
}
