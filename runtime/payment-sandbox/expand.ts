import { invalid } from './errors.ts';
import { listOf } from './listing.ts';
import { typeOfId } from './objects.ts';
import type { Reader } from './store.ts';

type Node = Record<string, unknown>;

const maxPaths = 20;
const maxDepth = 5;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function children(value: unknown): Node[] {
  if (Array.isArray(value)) return value.filter(isNode);
  return isNode(value) ? [value] : [];
}

/** Fields that are shown only when asked for, by the kind they belong to. */
async function optionalField(reader: Reader, node: Node, field: string): Promise<unknown> {
  const id = String(node['id']);
  if (node['object'] === 'checkout.session' && field === 'line_items') {
    const kept = await reader.load('sandbox.lines', `lines_${id}`);
    return listOf(kept?.lines ?? [], `/v1/checkout/sessions/${id}/line_items`);
  }
  if (node['object'] === 'charge' && field === 'refunds') {
    const { data, more } = await reader.list('refund', { filters: { charge: id }, limit: 10 });
    return listOf(data, `/v1/charges/${id}/refunds`, more);
  }
  return undefined;
}

/** Puts objects where their ids stand in `field` of all nodes, with one query; gives the nodes to go on from. */
async function expandField(reader: Reader, nodes: readonly Node[], field: string, path: string): Promise<Node[]> {
  const refused = invalid(`This property cannot be expanded (${path}).`, {
    code: 'property_cannot_be_expanded',
    param: 'expand',
  });
  const wanted = new Set<string>();
  for (const node of nodes) {
    if (node[field] === undefined) node[field] = await optionalField(reader, node, field);
    const value = node[field];
    if (value === undefined) throw refused;
    for (const id of Array.isArray(value) ? value : [value]) {
      if (typeof id !== 'string') continue;
      if (typeOfId(id) === undefined) throw refused;
      wanted.add(id);
    }
  }
  if (wanted.size > 0) {
    const found = await reader.loadMany([...wanted]);
    const replaced = (id: unknown) => (typeof id === 'string' ? structuredClone(found.get(id) ?? id) : id);
    for (const node of nodes) {
      const value = node[field];
      node[field] = Array.isArray(value) ? value.map(replaced) : replaced(value);
    }
  }
  return nodes.flatMap((node) => children(node[field]));
}

/** Carries out `expand`: each path names fields from the answer inwards, `data.` first for a list. Changes the answer given. */
export async function expand(reader: Reader, answer: unknown, paths: readonly string[]): Promise<void> {
  if (paths.length > maxPaths)
    throw invalid(`You cannot expand more than ${maxPaths} properties.`, { param: 'expand' });
  // Shorter paths first: what they put in place is gone through again by the longer ones.
  for (const path of [...new Set(paths)].sort((a, b) => a.length - b.length)) {
    const fields = path.split('.');
    if (fields.length > maxDepth)
      throw invalid(`You cannot expand more than ${maxDepth - 1} levels of a property (${path}).`, { param: 'expand' });
    let nodes = children(answer);
    for (const field of fields) {
      if (nodes.length === 0) break;
      nodes = await expandField(reader, nodes, field, path);
    }
  }
}
