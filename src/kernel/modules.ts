import { didYouMean } from '../engine/arguments/suggest';
import { listed } from '../drawing/writing/lists';
import type { ImportedName } from './bindings';
import { CellSyntaxError } from './cell-syntax-error';

/** What a module exports, by name. */
export type Exports = Readonly<Record<string, unknown>>;

/** The modules that cells can import, by the name they are imported by. */
export type ModuleTable = Readonly<Record<string, Exports>>;

/**
 * What an import brings.
 * @throws {CellSyntaxError} at the import, naming what there is, if the module or the name does not exist
 */
export function resolveImport(modules: ModuleTable, wanted: ImportedName): unknown {
  const { module, imported, line, column } = wanted;
  const found = Object.hasOwn(modules, module) ? modules[module] : undefined;
  if (!found) {
    const names = Object.keys(modules);
    throw new CellSyntaxError(
      `There is no module '${module}' here${didYouMean(module, names)}`,
      line,
      column,
      `A cell can import ${listed(names.map((name) => `'${name}'`))}.`,
    );
  }
  if (imported === '*') return found;
  // in Node, TensorFlow.js has one by accident
  if (imported === 'default') {
    throw new CellSyntaxError(
      `'${module}' has no default export.`,
      line,
      column,
      `Write import * as name from '${module}', or import { … } with the names you want.`,
    );
  }
  if (Object.hasOwn(found, imported)) return found[imported];
  const names = Object.keys(found);
  throw new CellSyntaxError(
    `'${module}' exports no ${imported}${didYouMean(imported, names)}`,
    line,
    column,
    names.length <= 12 ? `It exports ${listed(names)}.` : null,
  );
}
