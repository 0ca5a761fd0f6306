import { dark, light, mix } from './colour.ts';
import { cloud, flower, leaf, lotus } from './flora.ts';
import { cast } from './light.ts';
import { circle, clip, d, group, linear, oval, path, petal, put, rect, type Scene, stroke, wheel } from './svg.ts';

/** The printed field of a silk square, within 0..600. */
function silkField(s: Scene, ground: string, c: readonly [string, string, string]): string {
  const kind = s.r.int(0, 2);
  const [a, b, e] = c;
  const frame =
    rect(18, 18, 564, 564, 'none', `stroke="${b}" stroke-width="30"`) +
    rect(44, 44, 512, 512, 'none', `stroke="${e}" stroke-width="5"`) +
    [40, 560].flatMap((x) => [40, 560].map((y) => group(put(x, y), flower(s, 40, 8, [a, e, ground])))).join('');
  const heart =
    kind === 0
      ? wheel(s, path(petal(210, 54), a) + path(petal(150, 30), e) + path(petal(84, 12), ground), 12, [300, 300]) +
        circle(300, 300, 60, b) +
        group('translate(300 300)', flower(s, 54, 8, [e, a, ground]))
      : kind === 1
        ? [
            [170, 190, 1.1],
            [420, 170, 0.9],
            [150, 420, 0.9],
            [440, 430, 1.15],
          ]
            .map(([x = 0, y = 0, k = 1]) => group(put(x, y, 0, k), cloud(a, e, 5)))
            .join('') +
          group('translate(300 350)', lotus(120, b, a)) +
          stroke('M80 300C180 240 220 380 300 380S440 240 530 310', e, 9)
        : [0, 1, 2, 3]
            .map((i) =>
              group(
                `rotate(${i * 90} 300 300)`,
                stroke('M80 80Q200 120 270 270', b, 7) +
                  group('translate(190 150)', flower(s, 52, 7, [a, e, ground])) +
                  group(put(120, 106, -40), leaf(64, 22, b)) +
                  group(put(240, 214, 100), leaf(64, 22, b)) +
                  group(put(96, 240, 80), leaf(54, 18, b)),
              ),
            )
            .join('') + group('translate(300 300)', flower(s, 84, 10, [e, a, b]));
  return rect(0, 0, 600, 600, ground) + heart + frame;
}

/** A silk square lying with one corner turned over. */
function square(s: Scene, ground: string, c: readonly [string, string, string]): string {
  const turn = s.r.range(-11, 11);
  const fold = s.r.range(190, 270);
  const hem = d`M6 ${fold}Q${fold * 0.4} ${fold * 0.62} ${fold} 6Q300 -10 594 4Q612 300 596 594Q300 610 5 596Q-8 ${300 + fold / 4} 6 ${fold}Z`;
  const flap = d`M6 ${fold}Q${fold * 0.4} ${fold * 0.62} ${fold} 6Q${fold * 1.06} ${fold * 0.5} ${fold * 0.93} ${fold * 0.9}Q${fold * 0.5} ${fold * 1.04} 6 ${fold}Z`;
  const folds = [0.2, 0.5, 0.78]
    .map((t) =>
      path(
        d`M${600 * t} -10Q${600 * t + 90} 260 ${600 * t - 30} 610h60Q${600 * t + 150} 260 ${600 * t + 70} -10Z`,
        linear(s, '0 #ffffff 0, 0.4 #ffffff 0.22, 0.55 #1a0d05 0.1, 1 #1a0d05 0', [1, 0]),
      ),
    )
    .join('');
  const back = light(mix(ground, c[0], 0.2), 0.22);
  const body =
    cast(hem, 16) +
    clip(s, hem, silkField(s, ground, c) + folds) +
    stroke(hem, c[1], 5) +
    path(flap, '#1a0d05', 'opacity=".18" transform="translate(12 14)"') +
    path(flap, back) +
    path(flap, linear(s, '0 #ffffff 0.4, 0.5 #ffffff 0, 1 #1a0d05 0.25', [1, 1])) +
    stroke(flap, c[1], 4);
  return group(put(400, 500, turn, 1.1), group('translate(-300 -300)', body));
}

/** A long scarf hung over a rod. */
function hung(s: Scene, ground: string, c: readonly [string, string, string]): string {
  const rod =
    stroke('M90 190H710', dark(s.t.wood, 0.4), 26) +
    stroke('M90 186H710', s.t.wood, 18) +
    circle(90, 190, 22, s.t.wood) +
    circle(710, 190, 22, dark(s.t.wood, 0.15));
  const end = (x: number, w: number, bottom: number, shift: number): string => {
    const outline = d`M${x} 176C${x - 10} 400 ${x + shift} 600 ${x - 14 + shift} ${bottom}q${w * 0.17} 26 ${w * 0.33} 4t${w * 0.34} 4t${w * 0.4} -6C${x + w + shift} 600 ${x + w + 8} 400 ${x + w - 6} 176Q${x + w / 2} 160 ${x} 176Z`;
    const bands = [0, 1, 2].map((i) => rect(0, bottom - 250 + i * 78, 800, i === 1 ? 46 : 22, c[i] ?? c[0])).join('');
    const blossoms = [0, 1, 2, 3]
      .map((i) =>
        group(
          put(x + w * (i % 2 === 0 ? 0.34 : 0.68) + shift * 0.4, 270 + i * ((bottom - 560) / 3)),
          flower(s, 56, 8, [c[0], c[2], ground]) +
            group(put(44, 44, 120), leaf(70, 22, c[1])) +
            group(put(-44, 44, -120), leaf(70, 22, c[1])),
        ),
      )
      .join('');
    const pleats = [0.12, 0.38, 0.66]
      .map((t) =>
        path(
          d`M${x + w * t} 170C${x + w * t} 420 ${x + w * t + shift} 640 ${x + w * t + shift} ${bottom + 20}h${w * 0.24}C${x + w * (t + 0.24) + shift} 640 ${x + w * (t + 0.2)} 420 ${x + w * (t + 0.2)} 170Z`,
          linear(s, '0 #1a0d05 0, 0.3 #ffffff 0.3, 0.6 #1a0d05 0.18, 1 #1a0d05 0', [1, 0]),
        ),
      )
      .join('');
    let fringe = '';
    for (let i = 0; i < 26; i++)
      fringe += d`M${x - 10 + shift + (i * (w + 20)) / 25.6} ${bottom + 2}q${s.r.range(-5, 5)} 30 ${s.r.range(-5, 5)} 54`;
    return (
      cast(outline, 18) +
      stroke(fringe, c[1], 3.4) +
      path(outline, ground) +
      clip(s, outline, bands + blossoms + pleats + rect(0, 170, 800, 40, linear(s, '0 #ffffff 0.4, 1 #1a0d05 0.2')))
    );
  };
  const wide = s.r.range(210, 250);
  return (
    end(400 - wide * 0.96, wide, s.r.range(700, 840), s.r.range(-24, 10)) +
    rod +
    end(398 - wide * 0.06, wide, s.r.range(780, 880), s.r.range(-6, 26)) +
    oval(400, 168, wide * 0.9, 12, '#ffffff', 'opacity=".18"')
  );
}

/** A silk scarf: a printed square, or a long scarf over a rod. */
export function scarf(s: Scene): string {
  const ground = s.r.chance(0.5) ? mix(s.t.paper, s.ink(1), 0.14) : mix(s.ink(0), s.t.deep, 0.1);
  const c = [s.on(1, ground), s.on(2, ground), s.on(3, ground)] as const;
  return s.variant(3) > 0 ? square(s, ground, c) : hung(s, ground, c);
}
