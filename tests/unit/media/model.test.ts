import { describe, expect, test } from 'vitest';
import { requireModel } from '#lib/media/model.ts';
import { binaryGltf, blueAndWhite, potModel, troyanDrops } from '#seed/models.ts';
import { blankPng } from '../../integration/media/blank-png.ts';

const pot = potModel(blueAndWhite);

interface Opened {
  readonly description: {
    readonly [said: string]: unknown;
    readonly bufferViews: readonly {
      readonly buffer: number;
      readonly byteOffset: number;
      readonly byteLength: number;
    }[];
  };
  readonly binary: Buffer;
}

/** What the pot's file says of itself, and its bytes. */
function opened(): Opened {
  const length = pot.readUInt32LE(12);
  return { description: JSON.parse(pot.subarray(20, 20 + length).toString()), binary: pot.subarray(28 + length) };
}

/** The same pot with something said otherwise. */
function said(over: Record<string, unknown>, more: Buffer = Buffer.alloc(0)): Buffer {
  const { description, binary } = opened();
  return binaryGltf({ ...description, ...over }, Buffer.concat([binary, more]));
}

/** The same pot with these bytes at a place of its file. */
function written(at: number, value: number): Buffer {
  const changed = Buffer.from(pot);
  changed.writeUInt32LE(value, at);
  return changed;
}

function withPicture(picture: Buffer): Buffer {
  const { description, binary } = opened();
  const { bufferViews } = description;
  const view = { buffer: 0, byteOffset: binary.length, byteLength: picture.length };
  return said(
    { bufferViews: [...bufferViews.slice(0, 4), view], buffers: [{ byteLength: binary.length + picture.length }] },
    picture,
  );
}

test.each([
  ['blue and white', blueAndWhite],
  ['with drops', troyanDrops],
])('a pot of the demo, %s, is always the same and whole', async (_name, each) => {
  expect(potModel(each).equals(potModel(each))).toBe(true);
  await expect(requireModel(potModel(each))).resolves.toBeUndefined();
});

describe('as damaged is refused', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a renamed program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400)])],
    [
      'a program behind the right beginning',
      Buffer.concat([Buffer.from('glTF'), Buffer.from('MZ'), Buffer.alloc(400)]),
    ],
    ['another magic', written(0, 0x46_54_6c_68)],
    ['version 1', written(4, 1)],
    ['a file that is cut off', pot.subarray(0, -4)],
    ['more bytes than it says', Buffer.concat([pot, Buffer.alloc(4)])],
    ['a chunk that is longer than the file', written(12, pot.length)],
    ['a chunk of no whole words', written(12, pot.readUInt32LE(12) - 1)],
    ['no JSON first', written(16, 0x00_4e_49_42)],
    ['JSON that is none', Buffer.from(pot).fill('x', 20, 40)],
    ['a number instead of a description', binaryGltf([1], Buffer.alloc(4))],
    ['another major version', said({ asset: { version: '3.0' } })],
    ['nothing to see', said({ scenes: [{ nodes: [] }] })],
    ['no meshes', said({ meshes: [] })],
    ['a node that hangs on itself', said({ nodes: [{ mesh: 0, children: [0] }] })],
    ['nodes in a ring', said({ nodes: [{ mesh: 0 }, { children: [2] }, { children: [1] }], scenes: [{ nodes: [1] }] })],
    ['a node that stands twice', said({ scenes: [{ nodes: [0, 0] }] })],
    ['a mesh that is not there', said({ nodes: [{ mesh: 7 }] })],
    ['bytes behind its end', said({ buffers: [{ byteLength: 10 ** 9 }] })],
    ['a view behind its end', said({ bufferViews: [{ buffer: 0, byteOffset: 10 ** 8, byteLength: 4 }] })],
    [
      'a drawing with a script as its picture',
      withPicture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg> ')),
    ],
    ['a program as its picture', withPicture(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(402)]))],
  ])('%s', async (_name, file) => {
    await expect(requireModel(file)).rejects.toThrow('media.model_damaged');
  });
});

describe('what is said of it names what to do', () => {
  test.each([
    ['a picture beside the file', 'outside', said({ images: [{ uri: 'glaze.png' }] })],
    ['a picture elsewhere', 'outside', said({ images: [{ uri: 'https://example.com/glaze.png' }] })],
    ['bytes beside the file', 'outside', said({ buffers: [{ byteLength: 4, uri: 'pot.bin' }] })],
    ['Draco', 'packed', said({ extensionsUsed: ['KHR_draco_mesh_compression'] })],
    [
      'meshopt',
      'packed',
      said({ extensionsRequired: ['EXT_meshopt_compression'], extensionsUsed: ['EXT_meshopt_compression'] }),
    ],
    ['KTX2', 'packed', said({ extensionsUsed: ['KHR_texture_basisu'] })],
    ['an extension we do not know', 'packed', said({ extensionsRequired: ['ACME_walks'] })],
    ['a picture of twenty thousand pixels', 'too_fine', withPicture(blankPng(20_000, 64))],
    [
      'a billion points',
      'too_fine',
      said({ accessors: Array.from({ length: 4 }, () => ({ bufferView: 0, count: 10 ** 9 })) }),
    ],
  ])('%s', async (_name, problem, file) => {
    await expect(requireModel(file)).rejects.toThrow(`media.model_${problem}`);
  });

  test('an extension that only adds is left alone, and one that we show may be needed', async () => {
    const { description, binary } = opened();
    const extensions = {
      extensionsUsed: ['ACME_story', 'KHR_materials_unlit'],
      extensionsRequired: ['KHR_materials_unlit'],
    };
    await expect(requireModel(binaryGltf({ ...description, ...extensions }, binary))).resolves.toBeUndefined();
  });
});
