import { crc32, deflateSync } from 'node:zlib';

/** A pot as a potter throws it: its outline from the foot to the rim, and how it is painted. */
export interface Pot {
  /** Half its width and its height, in millimetres, from below to above. */
  readonly outline: readonly (readonly [radius: number, height: number])[];
  /** The colour at a place: once about it, and from the foot (0) to the rim (1). */
  readonly paint: (about: number, up: number) => Colour;
}

export type Colour = readonly [red: number, green: number, blue: number];

const around = 64;
const rings = 72;
const pixels = 256;

/** A smooth line through points that lie evenly along it (Catmull and Rom). */
function along(points: Pot['outline'], share: number): readonly [number, number] {
  const place = share * (points.length - 1);
  const from = Math.min(Math.floor(place), points.length - 2);
  const t = place - from;
  const point = (n: number) => points[Math.min(points.length - 1, Math.max(0, n))] ?? [0, 0];
  const [a, b, c, d] = [point(from - 1), point(from), point(from + 1), point(from + 2)];
  const axis = (n: 0 | 1) =>
    0.5 *
    (2 * b[n] +
      (c[n] - a[n]) * t +
      (2 * a[n] - 5 * b[n] + 4 * c[n] - d[n]) * t * t +
      (3 * b[n] - a[n] - 3 * c[n] + d[n]) * t * t * t);
  return [Math.max(0, axis(0)), axis(1)];
}

/** The outline turned about its axis: points, the directions they face, and where on the picture each lies. */
function revolve({ outline }: Pot) {
  const [points, faces, places]: [number[], number[], number[]] = [[], [], []];
  for (let ring = 0; ring <= rings; ring++) {
    const share = ring / rings;
    const [radius, height] = along(outline, share);
    const [before, after] = [along(outline, Math.max(0, share - 0.004)), along(outline, Math.min(1, share + 0.004))];
    const [rise, swell] = [after[1] - before[1], after[0] - before[0]];
    const length = Math.hypot(rise, swell) || 1;
    for (let side = 0; side <= around; side++) {
      const angle = (side / around) * 2 * Math.PI;
      const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
      points.push((radius * sine) / 1_000, height / 1_000, (radius * cosine) / 1_000);
      faces.push((rise * sine) / length, -swell / length, (rise * cosine) / length);
      places.push(side / around, 1 - share);
    }
  }
  const corners: number[] = [];
  for (let ring = 0; ring < rings; ring++)
    for (let side = 0; side < around; side++) {
      const here = ring * (around + 1) + side;
      const above = here + around + 1;
      corners.push(here, here + 1, above, above, here + 1, above + 1);
    }
  return { points, faces, places, corners };
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.byteLength, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** What is painted on it, unrolled, as PNG. */
function painting({ paint }: Pot): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(pixels, 0);
  head.writeUInt32BE(pixels, 4);
  head.set([8, 2], 8);
  const rows = Buffer.alloc((1 + pixels * 3) * pixels);
  for (let y = 0; y < pixels; y++)
    for (let x = 0; x < pixels; x++)
      rows.set(paint(x / pixels, 1 - y / (pixels - 1)), y * (1 + pixels * 3) + 1 + x * 3);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const padded = (bytes: Buffer, by: number) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4, by)]);

/** One binary glTF of a description and its bytes (glTF 2.0, 4.4). */
export function binaryGltf(description: object, binary: Buffer): Buffer {
  const chunks = [
    { type: 0x4e_4f_53_4a, bytes: padded(Buffer.from(JSON.stringify(description)), 0x20) },
    { type: 0x00_4e_49_42, bytes: padded(binary, 0) },
  ].map(({ type, bytes }) => {
    const head = Buffer.alloc(8);
    head.writeUInt32LE(bytes.length, 0);
    head.writeUInt32LE(type, 4);
    return Buffer.concat([head, bytes]);
  });
  const head = Buffer.alloc(12);
  head.write('glTF', 0, 'latin1');
  head.writeUInt32LE(2, 4);
  head.writeUInt32LE(12 + chunks.reduce((sum, { length }) => sum + length, 0), 8);
  return Buffer.concat([head, ...chunks]);
}

const float = 5126;
const short = 5123;

/** A pot in three dimensions, drawn by this program alone. */
export function potModel(pot: Pot): Buffer {
  const { points, faces, places, corners } = revolve(pot);
  const parts = [
    Buffer.from(Float32Array.from(points).buffer),
    Buffer.from(Float32Array.from(faces).buffer),
    Buffer.from(Float32Array.from(places).buffer),
    Buffer.from(Uint16Array.from(corners).buffer),
    painting(pot),
  ].map((bytes) => padded(bytes, 0));
  let byteOffset = 0;
  const bufferViews = parts.map(({ length: byteLength }) => {
    const view = { buffer: 0, byteOffset, byteLength };
    byteOffset += byteLength;
    return view;
  });
  const count = points.length / 3;
  const axis = (n: number) => points.filter((_, at) => at % 3 === n);
  const description = {
    asset: { version: '2.0', generator: 'Ambersilk seed' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0, NORMAL: 1, TEXCOORD_0: 2 }, indices: 3, material: 0 }] }],
    materials: [
      {
        doubleSided: true,
        pbrMetallicRoughness: { baseColorTexture: { index: 0 }, metallicFactor: 0, roughnessFactor: 0.32 },
      },
    ],
    textures: [{ source: 0 }],
    images: [{ bufferView: 4, mimeType: 'image/png' }],
    accessors: [
      {
        bufferView: 0,
        componentType: float,
        count,
        type: 'VEC3',
        min: [0, 1, 2].map((n) => Math.fround(Math.min(...axis(n)))),
        max: [0, 1, 2].map((n) => Math.fround(Math.max(...axis(n)))),
      },
      { bufferView: 1, componentType: float, count, type: 'VEC3' },
      { bufferView: 2, componentType: float, count, type: 'VEC2' },
      { bufferView: 3, componentType: short, count: corners.length, type: 'SCALAR' },
    ],
    bufferViews,
    buffers: [{ byteLength: byteOffset }],
  };
  return binaryGltf(description, Buffer.concat(parts));
}

const wave = (about: number, times: number) => Math.cos(about * times * 2 * Math.PI);
const mixed = (a: Colour, b: Colour, share: number): Colour => [
  Math.round(a[0] + (b[0] - a[0]) * share),
  Math.round(a[1] + (b[1] - a[1]) * share),
  Math.round(a[2] + (b[2] - a[2]) * share),
];

/** Cobalt under a clear glaze: bands at foot and shoulder, and between them eight petals about a flower of dots. */
export const blueAndWhite: Pot = {
  outline: [
    [0, 2],
    [42, 0],
    [46, 14],
    [58, 60],
    [82, 120],
    [92, 170],
    [74, 214],
    [38, 236],
    [30, 262],
    [36, 286],
    [44, 294],
    [38, 290],
    [26, 262],
    [34, 232],
  ],
  paint: (about, up) => {
    const white: Colour = [238, 241, 243];
    const cobalt: Colour = [32, 58, 134];
    const edge = [0.17, 0.19, 0.3, 0.52, 0.54, 0.66, 0.8].some((line) => Math.abs(up - line) < 0.006);
    if (edge) return cobalt;
    if (up > 0.19 && up < 0.3) return Math.abs(wave(about, 8)) * 0.1 + 0.19 > up ? cobalt : white;
    if (up > 0.54 && up < 0.66) return (up - 0.54) / 0.12 < 0.5 + 0.4 * wave(about, 12) ? cobalt : white;
    if (up > 0.3 && up < 0.52) {
      const [x, y] = [((about * 6) % 1) - 0.5, (up - 0.41) * 4];
      const reach = Math.hypot(x, y);
      const petals = 0.26 + 0.11 * Math.cos(Math.atan2(y, x) * 6);
      return mixed(white, cobalt, reach < 0.07 ? 1 : reach < petals ? 0.45 + 0.55 * (reach / petals) : 0);
    }
    return white;
  },
};

/** Slip on red clay as in Troyan: dark ground, bands of ochre, and rows of drops that run. */
export const troyanDrops: Pot = {
  outline: [
    [0, 2],
    [48, 0],
    [52, 10],
    [78, 60],
    [96, 110],
    [90, 160],
    [60, 200],
    [40, 224],
    [38, 250],
    [50, 270],
    [46, 268],
    [34, 250],
    [36, 220],
  ],
  paint: (about, up) => {
    const clay: Colour = [122, 62, 34];
    const ochre: Colour = [224, 178, 92];
    const green: Colour = [70, 104, 62];
    if ([0.28, 0.36, 0.62].some((line) => Math.abs(up - line) < 0.012)) return ochre;
    const drop = (rows: number, from: number, to: number) =>
      up > from && up < to && Math.abs(((about * rows) % 1) - 0.5) < 0.34 * ((up - from) / (to - from)) ** 0.6;
    if (drop(14, 0.38, 0.58)) return ochre;
    if (drop(20, 0.64, 0.78)) return green;
    return up < 0.2 ? mixed(clay, [60, 34, 24], 1 - up / 0.2) : clay;
  },
};
