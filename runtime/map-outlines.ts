import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './prisma-engine.ts';

/**
 * Draws app/_rights/map/outlines.json out of the npm packages world-atlas@2 (ISC) and @surbowl/world-geo-json-zh@2 (public domain), unpacked in a
 * folder: `node runtime/map-outlines.ts FOLDER/node_modules`. Neither is a dependency: what the site needs of them are a few kilobytes (decision 031).
 */
type Point = readonly [number, number];
type Ring = readonly Point[];

const folder = process.argv[2];
if (!folder) {
  console.error('Usage: node runtime/map-outlines.ts FOLDER with world-atlas and @surbowl/world-geo-json-zh in it');
  process.exit(2);
}

/** Douglas and Peucker: the points that a line keeps so that it strays from the whole by no more than so much. */
function simplify(line: Ring, stray: number): Ring {
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined || line.length < 3) return line;
  let [far, at] = [0, 0];
  for (const [index, point] of line.entries()) {
    const away = distance(point, first, last);
    if (away > far) [far, at] = [away, index];
  }
  if (far <= stray) return [first, last];
  return [...simplify(line.slice(0, at + 1), stray).slice(0, -1), ...simplify(line.slice(at), stray)];
}

function distance([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

function area(ring: Ring): number {
  return Math.abs(
    ring.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
      return sum + x * nextY - nextX * y;
    }, 0) / 2,
  );
}

const rad = Math.PI / 180;
/** Mercator serves Europe's middle. */
function mercator([longitude, latitude]: Point): Point {
  return [longitude * rad, -Math.log(Math.tan(Math.PI / 4 + (latitude * rad) / 2))];
}
/** Albers' equal areas between 25° and 47° about 105° east, as maps of China have it. */
function albers([longitude, latitude]: Point): Point {
  const [a, b] = [Math.sin(25 * rad), Math.sin(47 * rad)];
  const n = (a + b) / 2;
  const c = Math.cos(25 * rad) ** 2 + 2 * n * a;
  const rho = (sine: number) => Math.sqrt(c - 2 * n * sine) / n;
  const theta = n * (longitude - 105) * rad;
  const r = rho(Math.sin(latitude * rad));
  return [r * Math.sin(theta), r * Math.cos(theta)];
}

interface Frame {
  readonly project: (point: Point) => Point;
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

function place({ project, scale, left, top }: Frame, point: Point): Point {
  const [x, y] = project(point);
  return [Math.round((x - left) * scale * 10) / 10, Math.round((y - top) * scale * 10) / 10];
}

function pathOf(rings: readonly Ring[]): string {
  return rings
    .map((ring) => {
      let [atX, atY] = ring[0] ?? [0, 0];
      const start = `M${atX} ${atY}`;
      const steps = ring.slice(1).map(([x, y]) => {
        const step = `${(x - atX).toFixed(1)} ${(y - atY).toFixed(1)}`;
        [atX, atY] = [x, y];
        return step;
      });
      return `${start}l${steps.join(' ').replaceAll('.0', '').replaceAll(' -', '-')}z`;
    })
    .join('');
}

interface Topology {
  readonly transform: { readonly scale: Point; readonly translate: Point };
  readonly arcs: readonly (readonly Point[])[];
  readonly objects: {
    readonly countries: {
      readonly geometries: readonly {
        readonly id?: string;
        readonly properties: { readonly name: string };
        readonly type: string;
        readonly arcs: readonly (readonly number[])[] | readonly (readonly (readonly number[])[])[];
      }[];
    };
  };
}

const codes: Readonly<Record<string, string>> = {
  '616': 'PL',
  '203': 'CZ',
  '703': 'SK',
  '348': 'HU',
  '100': 'BG',
  '642': 'RO',
  '191': 'HR',
  '705': 'SI',
  '688': 'RS',
  '300': 'GR',
  '233': 'EE',
  '428': 'LV',
  '440': 'LT',
  '008': 'AL',
  '070': 'BA',
  '499': 'ME',
  '807': 'MK',
};
const neighbours = ['276', '040', '756', '380', '804', '112', '498', '643', '792', '246', '752', '208', '578'];

/** Borders are simplified once for both sides, so that no gap opens between neighbours. */
function europe(frame: Frame, box: { right: number; bottom: number }) {
  const topology: Topology = JSON.parse(
    readFileSync(path.join(folder ?? '', 'world-atlas/countries-50m.json'), 'utf8'),
  );
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    const points = arc.map(([dx, dy]): Point => {
      [x, y] = [x + dx, y + dy];
      return place(frame, [x * scale[0] + translate[0], y * scale[1] + translate[1]]);
    });
    return simplify(points, 1.2);
  });
  const ringOf = (indexes: readonly number[]): Ring =>
    indexes.flatMap((index) => (index < 0 ? (arcs[~index] ?? []).toReversed() : (arcs[index] ?? [])));
  const shapes = (geometry: Topology['objects']['countries']['geometries'][number], least: number) =>
    (geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs)
      .flatMap((polygon) => (polygon as readonly (readonly number[])[]).slice(0, 1).map(ringOf))
      .filter((ring) => area(ring) > least)
      .filter((ring) => ring.some(([x, y]) => x > 0 && x < box.right && y > 0 && y < box.bottom))
      .map((ring) => ring.map(([x, y]): Point => [clamp(x, box.right), clamp(y, box.bottom)]));
  const countries: Record<string, string> = {};
  let around = '';
  for (const geometry of topology.objects.countries.geometries) {
    const code = geometry.properties.name === 'Kosovo' ? 'XK' : codes[geometry.id ?? ''];
    if (code) countries[code] = pathOf(shapes(geometry, 6));
    else if (neighbours.includes(geometry.id ?? '')) around += pathOf(shapes(geometry, 60));
  }
  return { countries, around };
}

/** What lies far outside is cut at some distance, which keeps the file small and the edge straight. */
function clamp(value: number, most: number): number {
  return Math.max(-20, Math.min(most + 20, value));
}

interface Features {
  readonly features: readonly {
    readonly properties: { readonly iso_a2: string };
    readonly geometry: { readonly coordinates: readonly (readonly Ring[])[] };
  }[];
}

/** China with Taiwan, the islands of the South China Sea and the ten dashes, as its standard map has it. */
function china(frame: Frame) {
  const world: Features = JSON.parse(
    readFileSync(path.join(folder ?? '', '@surbowl/world-geo-json-zh/world.zh.json'), 'utf8'),
  );
  const polygons = world.features.find(({ properties }) => properties.iso_a2 === 'CN')?.geometry.coordinates ?? [];
  const isTaiwan = (ring: Ring) =>
    ring.length > 6 && ring.every(([x, y]) => x > 119.9 && x < 122.1 && y > 21.8 && y < 25.4);
  const rings = polygons.flatMap((polygon) => polygon.slice(0, 1));
  const placed = (some: readonly Ring[]) => pathOf(some.map((ring) => ring.map((point) => place(frame, point))));
  /** The dashes and the islands of the seas have no breadth to colour. */
  const isThin = (ring: Ring) => area(ring) < 0.35;
  return {
    countries: {
      CN: placed(rings.filter((ring) => !isTaiwan(ring) && !isThin(ring))),
      TW: placed(rings.filter(isTaiwan)),
    },
    thin: placed(rings.filter(isThin)),
    /** Too small for an outline. */
    points: { HK: place(frame, [114.17, 22.32]), MO: place(frame, [113.55, 22.2]) },
  };
}

const europeFrame = frameOf(mercator, [11.8, 60.1], [31.2, 34.6], 420, mercator);
const chinaFrame = frameOf(albers, [73, 54], [136, 3], 420, albers);

/** A frame so many units wide between a north-western and a south-eastern corner. */
function frameOf(project: Frame['project'], from: Point, to: Point, width: number, corner: Frame['project']) {
  const corners = [
    from,
    to,
    [from[0], to[1]],
    [to[0], from[1]],
    [(from[0] + to[0]) / 2, from[1]],
    [(from[0] + to[0]) / 2, to[1]],
  ].map((point) => corner(point as Point));
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const scale = width / (Math.max(...xs) - left);
  return { frame: { project, scale, left, top }, height: Math.round((Math.max(...ys) - top) * scale), width };
}

const outlines = {
  cee: {
    width: 420,
    height: europeFrame.height,
    ...europe(europeFrame.frame, { right: 420, bottom: europeFrame.height }),
  },
  china: { width: 420, height: chinaFrame.height, ...china(chinaFrame.frame) },
};
writeFileSync(path.join(root, 'app/_rights/map/outlines.json'), `${JSON.stringify(outlines)}\n`);
