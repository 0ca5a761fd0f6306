import { dark, light, mix } from './colour.ts';
import { cloud, flower, leaf, lotus } from './flora.ts';
import { circle, d, group, inset, path, petal, put, rect, ring, type Scene, stroke, wheel } from './svg.ts';
import { below, hills, pagoda, peaks } from './terrain.ts';

/** The crane of Chinese ornament, flying to the right, about 300 wide, centred on (0, 0). */
function crane(body: string, tip: string, crown: string): string {
  const wing = (turn: number, k: number): string =>
    group(
      put(0, 0, turn, k),
      path('M-10 0C-40 -80 -10 -170 60 -200C80 -150 70 -60 30 10Z', body) +
        [0, 1, 2, 3]
          .map((i) =>
            path(d`M${52 - i * 16} ${-196 + i * 26}q${30 + i * 6} 40 ${10 + i * 2} 100q-24 -30 -30 -60z`, tip),
          )
          .join(''),
    );
  return (
    wing(10, 1) +
    path('M-120 30C-70 -10 20 -20 70 -6C110 4 140 -16 168 -10C130 10 90 30 40 30C-20 44 -80 40 -120 30Z', body) +
    path('M-110 26l-70 10l60 14z', tip) +
    stroke('M-100 36l-90 34M-90 40l-90 44', tip, 4) +
    path('M160 -12l44 -2l-44 12z', tip) +
    circle(154, -14, 8, crown) +
    wing(-72, 0.8)
  );
}

const covers: readonly ((s: Scene, c: readonly [string, string, string, string]) => string)[] = [
  (s, [, b, e, f]) =>
    circle(s.w / 2, s.h * 0.36, s.w * 0.27, e) +
    group(put(s.w * 0.5, s.h * 0.4, -12, s.w / 520), crane(light(f, 0.7), b, '#b8301f')) +
    [0.62, 0.72, 0.82, 0.92]
      .map((k, i) => path(below(s, hills(s, s.h * (k + 0.06), 70, 0.4), 30), mix(b, f, i * 0.22)))
      .join(''),
  (s, [, b, e, f]) =>
    stroke(d`M${s.w / 2} ${s.h}C${s.w * 0.44} ${s.h * 0.7} ${s.w * 0.56} ${s.h * 0.6} ${s.w / 2} ${s.h * 0.4}`, b, 20) +
    Array.from({ length: 22 }, (_, i) => {
      const a = (i * 137.5 * Math.PI) / 180;
      const r = Math.sqrt(i / 22) * s.w * 0.36;
      return group(
        put(s.w / 2 + r * Math.cos(a), s.h * 0.36 + r * Math.sin(a), (i * 137.5) % 360),
        i % 3 === 0 ? flower(s, 30, 6, [e, f, b]) : leaf(66, 24, i % 2 === 0 ? b : f),
      );
    }).join(''),
  (s, [a, b, e, f]) =>
    [0, 1, 2, 3, 4, 5, 6]
      .map((i) =>
        Array.from({ length: 7 }, (_, j) =>
          [90, 66, 42, 20]
            .map((r, q) =>
              circle(
                j * (s.w / 5) - (i % 2 === 0 ? 0 : s.w / 10),
                s.h * 0.58 + i * 60,
                r * (s.w / 480),
                [b, a, f, a][q] ?? b,
              ),
            )
            .join(''),
        ).join(''),
      )
      .join('') +
    circle(s.w * 0.66, s.h * 0.26, s.w * 0.15, e) +
    group(put(s.w * 0.3, s.h * 0.3, 0, 0.8), cloud(a, e, 6)),
  (s, [, b, e, f]) =>
    path(below(s, peaks(s, s.h * 0.72, s.h * 0.34)), mix(b, f, 0.3)) +
    path(below(s, peaks(s, s.h * 0.84, s.h * 0.3)), b) +
    group(put(s.w * 0.3, s.h * 0.8, 0, 1.1), pagoda(5, f, e)) +
    wheel(s, path(petal(90, 7), e), 16, [s.w * 0.68, s.h * 0.24], s.w * 0.13) +
    circle(s.w * 0.68, s.h * 0.24, s.w * 0.11, e) +
    path(below(s, hills(s, s.h * 0.96, 80)), f),
  (s, [, b, e, f]) =>
    group(put(s.w / 2, s.h * 0.66, 0, s.w / 330), lotus(120, b, e)) +
    wheel(s, path(petal(s.w * 0.3, 12), e, 'opacity=".7"'), 18, [s.w / 2, s.h * 0.36], 40) +
    ring(s.w / 2, s.h * 0.36, s.w * 0.2, b, 7) +
    circle(s.w / 2, s.h * 0.36, s.w * 0.1, f) +
    [0.76, 0.84, 0.92]
      .map((k) =>
        stroke(
          d`M0 ${s.h * k}q${s.w * 0.125} -40 ${s.w * 0.25} 0t${s.w * 0.25} 0t${s.w * 0.25} 0t${s.w * 0.25} 0`,
          f,
          9,
        ),
      )
      .join(''),
];

export function artwork(s: Scene, w: number, h: number): string {
  const ground = s.r.chance(0.5) ? s.t.paper : dark(s.ink(0), 0.2);
  const c = [ground, s.on(1, ground), s.on(2, ground), mix(s.on(3, ground), ground, 0.12)] as const;
  const part = inset(s, [w, h], s.r.int(0, 1e9));
  return rect(0, 0, w, h, ground) + s.r.pick(covers)(part, c);
}
