/** A small course with a reader's changes, exported as a notebook, and read back after others had their hands on it. */
import type { Cell } from '../../../src/notebook/cell';
import { arrange, type Changes } from '../../../src/notebook/changes';
import { courseNotebook, type StandingCell } from '../../../src/export/ipynb';
import { readIpynb } from '../../../src/export/read-ipynb';
import type { Output } from '../../../src/notebook/output';
import { stampCells } from '../../../src/notebook/stamp';
import { cellsOf } from '../notebook/cells';

const cells: readonly Cell[] = cellsOf('abcd').map((cell) => ({
  ...cell,
  chapter: cell.id < 'c' ? 'first' : 'second',
  role: cell.id === 'd' ? 'exercise' : 'course',
}));
const published = stampCells(cells);
const chapters = [
  {
    number: 1,
    slug: 'first',
    title: 'Conv1 & co',
    prose: [
      { above: 'a', text: 'It begins.\n\n$$x$$' },
      { above: null, text: 'It ends.' },
    ],
  },
  { number: 2, slug: 'second', title: 'Softmax', prose: [] },
];
export const changes: Changes = {
  edits: { b: { source: 'mine\n\n// ü 🐈\r\n', base: 'b' }, d: { source: 'solved', base: 'd' } },
  scratch: [
    { id: 'own-1', chapter: 'first', after: 'a', source: 'of mine' },
    { id: 'own-2', chapter: 'second', after: null, source: '' },
  ],
};

function standing(of: Changes, outputs: Readonly<Record<string, readonly Output[]>> = {}): StandingCell[] {
  return arrange(cells, of).map((cell) => ({
    cell,
    source: of.edits[cell.id]?.source ?? cell.source,
    published: of.edits[cell.id]?.base ?? (cell.role === 'scratch' ? null : cell.source),
    executionCount: null,
    outputs: outputs[cell.id] ?? [],
  }));
}

export interface Written {
  cells: {
    cell_type: string;
    id: string;
    source: string[] | string;
    metadata: Record<string, unknown>;
    outputs?: Record<string, unknown>[];
    execution_count?: number | null;
  }[];
  metadata: Record<string, unknown>;
  nbformat: number;
  nbformat_minor: number;
}

export const write = (of: Changes, outputs = {}) =>
  courseNotebook(standing(of, outputs), chapters, () => 'iVBORw0KGgo=');
export const parsed = (text: string) => JSON.parse(text) as Written;
let ids = 0;
export const read = (text: string) => readIpynb(text, published, () => `new-${++ids}`);
/** The file after something was done to it elsewhere. */
export function altered(change: (notebook: Written) => void, of: Changes = changes): string {
  const notebook = parsed(write(of));
  change(notebook);
  return JSON.stringify(notebook);
}
