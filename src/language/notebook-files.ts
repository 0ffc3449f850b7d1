/**
 * The notebook as TypeScript files, a module a cell. A line before a cell's source declares what the cells above
 * have made, so that a name can be declared again further down; the rest of the file is the source as it stands.
 */
import { topLevelNames, type TopLevelNames } from './top-level-names';

export interface CellSource {
  id: string;
  source: string;
}

export interface CellFile {
  /** The path under which TypeScript finds the cell. */
  path: string;
  text: string;
  /** Length of what stands before the source. */
  offset: number;
}

/** Where the cells stand, beside the modules of the course's library. */
export const COURSE_FOLDER = '/course';
/** Begins the name of a cell's file: no reader would import such a name. */
const CELL_PREFIX = '~';

/** @param cells those that the last one builds on, in order, and it */
export function notebookFiles(cells: readonly CellSource[]): readonly CellFile[] {
  /** By name: the statement that makes it known. */
  const known = new Map<string, string>();
  return cells.map(({ id, source }) => {
    const own = topLevelNames(source);
    const header = headerOf(known, own);
    for (const [name, statement] of statementsOf(id, own)) known.set(name, statement);
    return {
      path: `${COURSE_FOLDER}/${CELL_PREFIX}${id}.ts`,
      text: header + source,
      offset: header.length,
    };
  });
}

function headerOf(known: ReadonlyMap<string, string>, { declared, imported }: TopLevelNames): string {
  const above = [...known].filter(([name]) => !declared.has(name) && !imported.has(name));
  const exports = `export { ${[...declared.keys()].join(', ')} };`;
  return `${[exports, ...above.map(([, statement]) => statement)].join(' ')}\n`;
}

/** What makes a cell's names known below it. */
function statementsOf(id: string, { declared, imported }: TopLevelNames): [string, string][] {
  const path = `'./${CELL_PREFIX}${id}'`;
  return [
    ...imported,
    ...[...declared].map(([name, kind]): [string, string] => [
      name,
      kind === 'import'
        ? `import { ${name} } from ${path};`
        : `declare ${kind} ${name}: typeof import(${path}).${name};`,
    ]),
  ];
}
