/** The formulas of a layer of the notebook's network, with its numbers: what `<Derivation layer of>` shows. */
import { derive } from '../../model/formula/derivation';
import type { Derivation } from '../../model/formula/formula';
import { notebookNetwork } from '../../model/networks';
import { rows } from '../../model/rows';

/**
 * @param name of a layer of the notebook's network
 * @param of 'output', 'parameters' or 'multiplyAdds'
 * @throws {Error} if there is no such layer, or nothing is derived for it
 */
export function derivationsOf(name: string, of: string): readonly Derivation[] {
  const table = rows(notebookNetwork());
  const row = table.find(({ layer }) => layer.name === name);
  if (!row) {
    const names = table.map(({ layer }) => layer.name).join(', ');
    throw new Error(`<Derivation>: the notebook has no layer "${name}". It has: ${names}.`);
  }
  const derived = derive(row.layer, row.input);
  const found: readonly (Derivation | null)[] =
    of === 'output' ? derived.sizes : of === 'parameters' || of === 'multiplyAdds' ? [derived[of]] : [];
  const given = found.filter((derivation) => derivation !== null);
  if (given.length === 0) throw new Error(`<Derivation>: nothing is derived for the ${of} of "${name}".`);
  return given;
}
