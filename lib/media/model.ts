import sharp from 'sharp';
import { z } from 'zod';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';

/*
 * A thing in three dimensions as the shop's viewer shows it (app/_shop/model): one binary glTF 2.0 file with everything in it. The layout
 * of its bytes is that of the specification, 4.4: a header of twelve bytes, then chunks, the first of them JSON.
 */

const magic = 0x46_54_6c_67;
const headerBytes = 12;
const chunkHead = 8;
const jsonChunk = 0x4e_4f_53_4a;
const binaryChunk = 0x00_4e_49_42;

/** Extensions without which a file would look otherwise, that the viewer knows without any decoder. */
const shown = new Set([
  'EXT_mesh_gpu_instancing',
  'EXT_texture_webp',
  'KHR_lights_punctual',
  'KHR_materials_anisotropy',
  'KHR_materials_clearcoat',
  'KHR_materials_emissive_strength',
  'KHR_materials_ior',
  'KHR_materials_iridescence',
  'KHR_materials_sheen',
  'KHR_materials_specular',
  'KHR_materials_transmission',
  'KHR_materials_unlit',
  'KHR_materials_volume',
  'KHR_mesh_quantization',
  'KHR_texture_transform',
]);

/** Ways of packing shapes and pictures that need a decoder of their own. */
const packed = /draco|meshopt|basisu|ktx|_compression$/i;

const at = z.number().int().min(0);
const names = z.array(z.string()).default([]);
const parts = <Part extends z.ZodType>(part: Part) => z.array(part).default([]);

const described = z.object({
  asset: z.object({ version: z.string().regex(/^2\.\d+$/), minVersion: z.literal('2.0').optional() }),
  extensionsUsed: names,
  extensionsRequired: names,
  scene: at.default(0),
  scenes: z.array(z.object({ nodes: z.array(at).default([]) })).min(1),
  nodes: z.array(z.object({ children: z.array(at).default([]), mesh: at.optional() })).min(1),
  meshes: z
    .array(
      z.object({ primitives: z.array(z.object({ attributes: z.record(z.string(), at), indices: at.optional() })) }),
    )
    .min(1),
  accessors: z.array(z.object({ bufferView: at.optional(), count: at })).min(1),
  bufferViews: z.array(z.object({ buffer: z.literal(0), byteOffset: at.default(0), byteLength: at })).min(1),
  buffers: z.array(z.object({ byteLength: at, uri: z.string().optional() })).min(1),
  images: parts(z.object({ bufferView: at.optional(), uri: z.string().optional() })),
});
type Described = z.output<typeof described>;

const damaged = () => new DomainError('media.model_damaged');

/** What a file is made of: what its JSON says, and its bytes. Throws `media.model_damaged` where it is no whole glTF 2.0. */
function chunksOf(file: Buffer): { json: unknown; binary: Buffer } {
  if (file.length < headerBytes + chunkHead || file.readUInt32LE(0) !== magic || file.readUInt32LE(4) !== 2)
    throw damaged();
  if (file.readUInt32LE(8) !== file.length) throw damaged();
  const chunks: { type: number; bytes: Buffer }[] = [];
  for (let start = headerBytes; start < file.length; ) {
    if (start + chunkHead > file.length) throw damaged();
    const length = file.readUInt32LE(start);
    const end = start + chunkHead + length;
    if (length % 4 !== 0 || end > file.length) throw damaged();
    chunks.push({ type: file.readUInt32LE(start + 4), bytes: file.subarray(start + chunkHead, end) });
    start = end;
  }
  const [first, second] = chunks;
  if (first?.type !== jsonChunk) throw damaged();
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(first.bytes));
    return { json, binary: second?.type === binaryChunk ? second.bytes : Buffer.alloc(0) };
  } catch {
    throw damaged();
  }
}

/** Throws where the file needs what is not in it, or what the viewer has not. Before anything else: it says what to do about it. */
function requireWhole(json: unknown): void {
  const asked = z
    .object({
      extensionsUsed: names,
      extensionsRequired: names,
      buffers: parts(z.object({ uri: z.unknown().optional() })),
      images: parts(z.object({ uri: z.unknown().optional() })),
    })
    .safeParse(json);
  if (!asked.success) throw damaged();
  const { extensionsUsed, extensionsRequired, buffers, images } = asked.data;
  if ([...buffers, ...images].some(({ uri }) => uri !== undefined)) throw new DomainError('media.model_outside');
  if (extensionsUsed.some((name) => packed.test(name)) || extensionsRequired.some((name) => !shown.has(name)))
    throw new DomainError('media.model_packed');
}

/** Every node hangs on one other at the most and none on itself, as the specification has it: else a reader's browser would go in circles. */
function isTree({ nodes, scenes, scene }: Described): boolean {
  const parents = new Map<number, number>();
  for (const [parent, { children }] of nodes.entries())
    for (const child of children) {
      if (child >= nodes.length || parents.has(child)) return false;
      parents.set(child, parent);
    }
  const reached = new Set<number>();
  const waiting = [...(scenes[scene]?.nodes ?? [])];
  if (waiting.some((node) => node >= nodes.length || parents.has(node))) return false;
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (reached.has(node)) return false;
    reached.add(node);
    waiting.push(...(nodes[node]?.children ?? []));
  }
  return [...reached].some((node) => nodes[node]?.mesh !== undefined);
}

/** Whether everything that is named is there, inside the file's own bytes. */
function isSound(model: Described, binary: Buffer): boolean {
  const { accessors, bufferViews, buffers, images, meshes, nodes } = model;
  const [buffer] = buffers;
  return (
    buffers.length === 1 &&
    buffer !== undefined &&
    buffer.byteLength <= binary.length &&
    bufferViews.every(({ byteOffset, byteLength }) => byteOffset + byteLength <= buffer.byteLength) &&
    accessors.every(({ bufferView }) => bufferView === undefined || bufferView < bufferViews.length) &&
    images.every(({ bufferView }) => bufferView !== undefined && bufferView < bufferViews.length) &&
    nodes.every(({ mesh }) => mesh === undefined || mesh < meshes.length) &&
    meshes.every(({ primitives }) =>
      primitives.every(({ attributes, indices }) =>
        [...Object.values(attributes), indices ?? 0].every((accessor) => accessor < accessors.length),
      ),
    ) &&
    isTree(model)
  );
}

const texture = new Set(['jpeg', 'png', 'webp']);

/** Throws where a picture on the thing is none that browsers show, or larger than they can hold. */
async function requirePictures({ images, bufferViews }: Described, binary: Buffer): Promise<void> {
  for (const { bufferView } of images) {
    const view = bufferViews[bufferView ?? 0];
    if (!view) throw damaged();
    const bytes = binary.subarray(view.byteOffset, view.byteOffset + view.byteLength);
    const { format, width, height } = await sharp(bytes, { limitInputPixels: false })
      .metadata()
      .catch(() => {
        throw damaged();
      });
    if (!texture.has(format)) throw damaged();
    if (Math.max(width, height) > limits.modelPixels) throw tooFine();
  }
}

const tooFine = () =>
  new DomainError('media.model_too_fine', { points: limits.modelPoints, pixels: limits.modelPixels });

/** A surface names each of its points up to six times. */
const mostNames = 6;

function isTooFine({ meshes, accessors }: Described): boolean {
  const points = meshes.flatMap(({ primitives }) => primitives.flatMap(({ attributes }) => Object.values(attributes)));
  const count = (accessor: number) => accessors[accessor]?.count ?? 0;
  return (
    points.some((accessor) => count(accessor) > limits.modelPoints) ||
    accessors.some((accessor) => accessor.count > limits.modelPoints * mostNames)
  );
}

/**
 * Throws what says why a file is not shown in three dimensions: `media.model_damaged`, `media.model_outside` where it needs other files,
 * `media.model_packed` where it needs a decoder, `media.model_too_fine`.
 */
export async function requireModel(file: Buffer): Promise<void> {
  const { json, binary } = chunksOf(file);
  requireWhole(json);
  const read = described.safeParse(json);
  if (!read.success || !isSound(read.data, binary)) throw damaged();
  if (isTooFine(read.data)) throw tooFine();
  await requirePictures(read.data, binary);
}
