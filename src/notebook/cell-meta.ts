import type { Cell } from './cell';

/**
 * Reads what stands behind the language of a fence: `cell id="conv1" in="156" slow`, `cell id="same-shapes" exercise`,
 * `cell id="look" after="train"`.
 * @returns the cell's fixed properties, or null for a fence that is no cell
 * @throws {Error} saying what is wrong and what is expected
 */
export function parseCellMeta(
  meta: string | null | undefined,
): Pick<Cell, 'id' | 'in' | 'slow' | 'role' | 'after'> | null {
  if (!/^cell(\s|$)/.test(meta ?? '')) return null;
  const expected = `Expected: cell id="conv1" in="156" slow exercise after="train" (the last four if they apply).`;
  const found = new Map<string, string>();
  const rest = (meta ?? '')
    .slice('cell'.length)
    .replace(/\s+([a-z]+)(?:="([^"]*)")?(?=\s|$)/g, (_, name: string, value: string | undefined) => {
      if (found.has(name)) throw new Error(`The cell's "${name}" is given twice. ${expected}`);
      found.set(name, value ?? '');
      return '';
    });
  if (rest.trim() !== '')
    throw new Error(`"${rest.trim()}" is not understood in a cell's fence. ${expected}`);
  for (const name of found.keys()) {
    if (!['id', 'in', 'slow', 'exercise', 'after'].includes(name)) {
      throw new Error(`A cell has no "${name}". ${expected}`);
    }
  }
  const id = found.get('id') ?? '';
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw new Error(`A cell needs an id of small letters, digits and hyphens, not "${id}". ${expected}`);
  }
  const number = found.get('in');
  if (number !== undefined && !/^\d+$/.test(number)) {
    throw new Error(`The number of cell "${id}" in the notebook is digits, not "${number}". ${expected}`);
  }
  const role = found.has('exercise') ? 'exercise' : 'course';
  const after = found.get('after');
  return {
    id,
    in: number === undefined ? null : Number(number),
    slow: found.has('slow'),
    role,
    ...(after !== undefined && { after }),
  };
}
