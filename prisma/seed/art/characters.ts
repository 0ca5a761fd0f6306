import { at } from './random.ts';
import { brush, type Point, path, type Scene } from './svg.ts';

/** Ten plain characters by their strokes, in a box from -100 to 100: the kind of each stroke and the points it runs through. */
const characters = [
  'down 0,-84 4,0 0,62; level -70,-20 -66,30 -68,66 0,68 72,60; down 70,-24 74,20 70,72', // mountain
  'down 0,-88 6,0 2,70 -24,56; left -80,-30 -34,-40 -40,0 -86,56; left 70,-52 50,-26 20,-8; right 14,-14 46,28 92,62', // water
  'level -80,-34 0,-42 82,-38; down 0,-90 4,0 0,88; left -6,-34 -34,16 -84,56; right 8,-34 42,20 92,54', // tree
  'left -44,-78 -46,0 -78,84; down -44,-78 44,-80 52,-70 50,70 28,60; level -40,-34 42,-36; level -44,8 42,6', // moon
  'dot -78,-6 -70,20 -82,44; right -40,-20 -30,50 20,66 58,48 56,20; dot -8,-62 6,-46 12,-26; dot 54,-40 74,-18 84,8', // heart
  'level -84,-28 0,-38 86,-34; left 2,-90 -4,-20 -34,34 -86,80; right 4,-30 36,26 92,78', // great
  'level -62,-68 0,-74 64,-72; level -82,-16 0,-24 84,-22; left 0,-72 -6,-10 -36,44 -86,82; right 4,-18 38,34 92,80', // sky
  'left -58,-74 -56,0 -84,80; down 0,-62 4,0 0,50; down 60,-78 66,0 62,86', // river
  'left 2,-86 -6,-20 -36,40 -88,84; right 2,-40 34,20 92,78', // person
  'dot -4,-96 10,-84 14,-68; down -34,-48 4,-54 4,0 2,80 -24,66; left -84,-10 -34,-18 -44,20 -86,56; left 74,-46 52,-20 22,-6; right 14,-10 48,34 94,68', // forever
] as const;

/** How wide the brush is along each kind of stroke, for t from 0 to 1; 1 is its full width. */
const pressure: Readonly<Record<string, (t: number) => number>> = {
  level: (t) => 0.62 + 0.55 * Math.abs(t - 0.45),
  down: (t) => 1.1 - 0.5 * t,
  left: (t) => 1.05 - 0.92 * t,
  right: (t) => 0.34 + 1.3 * t * (1.5 - t),
  dot: (t) => 0.4 + 0.9 * t,
};

/** One character written with the brush, about 200 high, centred on (0, 0). */
export function character(s: Scene, index: number, ink: string): string {
  const heavy = s.r.range(20, 30);
  const shaky = (pair: string): Point => {
    const [x = 0, y = 0] = pair.split(',').map(Number);
    return [x + s.r.range(-4, 4), y + s.r.range(-4, 4)];
  };
  return at(characters, index)
    .split('; ')
    .map((plan) => {
      const [kind = 'down', ...points] = plan.split(' ');
      return path(
        brush(points.map(shaky), (t) => heavy * (pressure[kind]?.(t) ?? 1)),
        ink,
      );
    })
    .join('');
}
