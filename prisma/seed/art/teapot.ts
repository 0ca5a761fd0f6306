import { dark, light, mix } from './colour.ts';
import { flower } from './flora.ts';
import { domed, gleam, turned, under } from './light.ts';
import { circle, clip, d, group, linear, oval, path, petal, put, type Scene, stroke } from './svg.ts';
import { wrap } from './vessel.ts';

const bodies: readonly {
  readonly d: string;
  readonly top: number;
  readonly lid: number;
  readonly spout: string;
  readonly grip: string;
}[] = [
  {
    d: 'M262 470C150 520 130 720 262 820Q390 846 518 820C650 720 630 520 518 470Q390 446 262 470Z',
    top: 470,
    lid: 128,
    spout: 'M590 700C680 690 668 560 742 500L760 520C720 590 740 760 576 776Z',
    grip: 'M196 556C70 470 30 720 186 740',
  },
  {
    d: 'M310 400C290 520 190 560 190 690C190 780 260 826 390 828C520 826 590 780 590 690C590 560 490 520 470 400Q390 384 310 400Z',
    top: 400,
    lid: 82,
    spout: 'M560 640C650 640 640 480 700 420L722 434C690 520 700 720 580 740Z',
    grip: 'M300 440C130 380 90 640 204 726',
  },
  {
    d: 'M214 520L250 816Q390 842 530 816L566 520Q390 488 214 520Z',
    top: 518,
    lid: 172,
    spout: 'M548 640L566 740C650 700 660 580 716 510L690 500C650 560 620 610 548 640Z',
    grip: 'M232 560C90 520 90 770 248 780',
  },
];

/** What is painted on the pot: a flower spray, hoops, or bamboo. */
function decoration(s: Scene, clay: string, mark: string, porcelain: boolean): string {
  const spray = s.r.int(0, 2);
  return spray === 0
    ? group(
        put(390, 670),
        flower(s, 76, s.r.int(6, 9), [mark, s.on(1, clay), s.t.gold]) +
          [-1, 1]
            .map(
              (k) =>
                stroke(d`M${k * 70} 20C${k * 120} -40 ${k * 150} 40 ${k * 200} -10`, mark, 6) +
                group(put(k * 120, -10, k * 50), path(petal(52, 20), mark)) +
                group(put(k * 146, 14, k * 130), path(petal(44, 17), s.on(1, clay))),
            )
            .join(''),
      )
    : spray === 1
      ? [600, 650, 700]
          .map((y, i) => stroke(d`M100 ${y}Q390 ${y + 50} 700 ${y}`, i === 1 ? s.on(1, clay) : mark, i === 1 ? 26 : 7))
          .join('') + wrap(s, path('M0 -14L12 0L0 14L-12 0Z', porcelain ? clay : mark), 650, 240, 25, 13)
      : group(
          put(390, 800),
          [-100, -40, 30, 96]
            .map(
              (x, i) =>
                stroke(d`M${x} 30q${-10 + i * 5} -120 ${6 - i * 4} ${-250 + i * 10}`, mark, 9) +
                [60, 110, 160, 205]
                  .map((y, j) => group(put(x - 4, -y, j % 2 === 0 ? 62 : -58), path(petal(58, 10), mark)))
                  .join(''),
            )
            .join(''),
        );
}

/** A cup of tea beside the pot. */
function cup(s: Scene, x: number, clay: string, mark: string): string {
  const bowl = d`M${x - 76} 794C${x - 72} 870 ${x - 40} 896 ${x} 896C${x + 40} 896 ${x + 72} 870 ${x + 76} 794Z`;
  return (
    under(s, x, 894, 84, 16) +
    path(bowl, clay) +
    stroke(d`M${x - 70} 830Q${x} 862 ${x + 70} 830`, mark, 6) +
    turned(s, bowl, 0.9) +
    oval(x, 794, 76, 17, light(clay, 0.3)) +
    oval(x, 797, 66, 13, mix('#a5631d', s.t.gold, 0.3))
  );
}

/** A teapot with its lid, handle and spout, and a cup. */
export function teapot(s: Scene): string {
  const shape = bodies[s.variant(bodies.length)] ?? bodies[0];
  if (shape === undefined) return '';
  const ware = s.r.int(0, 2);
  const clay = ware === 0 ? s.t.paper : ware === 1 ? mix(s.ink(0), '#8a4a2c', 0.35) : mix(s.ink(1), s.t.paper, 0.12);
  const mark = ware === 0 ? s.on(0, clay) : ware === 1 ? dark(clay, 0.4) : light(clay, 0.65);
  const over = s.r.chance(0.35);
  const flip = s.r.chance(0.4) ? -1 : 1;
  const tube = (line: string, width: number, colour: string): string =>
    stroke(line, dark(colour, 0.42), width) +
    stroke(line, colour, width * 0.78) +
    stroke(line, light(colour, 0.5), width * 0.18, 'opacity=".55" transform="translate(-4 -5)"');
  const rise = shape.top - 250;
  const grip = over
    ? tube(
        d`M${390 - shape.lid} ${shape.top + 26}C${350 - shape.lid} ${rise} ${430 + shape.lid} ${rise} ${390 + shape.lid} ${shape.top + 26}`,
        26,
        s.t.wood,
      )
    : tube(shape.grip, 34, clay);
  const lidTop = shape.top - 62;
  const lid = d`M${390 - shape.lid} ${shape.top + 4}C${390 - shape.lid * 0.9} ${lidTop} ${390 + shape.lid * 0.9} ${lidTop} ${390 + shape.lid} ${shape.top + 4}Q390 ${shape.top + 34} ${390 - shape.lid} ${shape.top + 4}Z`;
  const knob = circle(390, lidTop - 6, 25, ware === 1 ? dark(clay, 0.1) : mark) + gleam(382, lidTop - 14, 8, 6);
  const spout =
    path(shape.spout, dark(clay, 0.08)) +
    path(shape.spout, linear(s, '0 #ffffff 0.25, 0.5 #ffffff 0, 1 #1a0d05 0.35', [0.5, 1]));
  const pot =
    spout +
    grip +
    path(shape.d, clay) +
    clip(s, shape.d, decoration(s, clay, mark, ware === 0)) +
    domed(s, shape.d) +
    path(lid, clay) +
    domed(s, lid, 0.8) +
    stroke(
      d`M${390 - shape.lid} ${shape.top + 5}Q390 ${shape.top + 34} ${390 + shape.lid} ${shape.top + 5}`,
      dark(clay, 0.5),
      4,
    ) +
    knob;
  return (
    under(s, 400, 828, 250, 34) +
    group(put(400 + flip * -6, 0, 0, flip, 1), group('translate(-400 0)', pot)) +
    cup(s, flip > 0 ? 650 : 150, clay, mark)
  );
}
