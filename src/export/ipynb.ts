/** Jupyter's notebook format, 4.5 (nbformat.readthedocs.io, "The notebook file format"). */
import type { Cell } from '../notebook/cell';
import { examinationText } from '../notebook/examination';
import { hash } from '../notebook/hash';
import type { ErrorOutput, ImageOutput, Output, TableOutput } from '../notebook/output';
import { idInFile, MARK, type CellMark, IPYNB_VERSION } from './ipynb-mark';
import type { Section } from './python';

/** A cell of the course as it stands. */
export interface StandingCell {
  cell: Cell;
  source: string;
  /** As its author publishes it; null for the reader's own. */
  published: string | null;
  executionCount: number | null;
  outputs: readonly Output[];
}

/** A chapter's text between two of its cells, in Markdown. */
export interface Prose {
  /** The id of the cell that it stands above; null for the text at the chapter's end. */
  above: string | null;
  text: string;
}

export interface CourseChapter {
  number: number;
  slug: string;
  title: string;
  prose: readonly Prose[];
}

type Json = Readonly<Record<string, unknown>>;

interface Kernel {
  name: string;
  displayName: string;
  language: string;
}

const typescript: Kernel = { name: 'tslab', displayName: 'TypeScript', language: 'typescript' };
const python: Kernel = { name: 'python3', displayName: 'Python 3', language: 'python' };

/**
 * The whole course: its chapters' text, and their cells with what they show. What the reader has in it comes back
 * through `readIpynb`.
 *
 * @param png a picture as base64
 */
export function courseNotebook(
  cells: readonly StandingCell[],
  chapters: readonly CourseChapter[],
  png: (image: ImageOutput) => string,
): string {
  const body = chapters.flatMap(({ number, slug, title, prose }) => {
    const textAbove = (above: string | null) =>
      prose
        .filter((passage) => passage.above === above)
        .map(({ text }) => markdown(`prose-${slug}-${above ?? 'end'}`, text));
    return [
      markdown(`chapter-${number}`, `## ${number}. ${title}`),
      ...cells
        .filter(({ cell }) => cell.chapter === slug)
        .flatMap((standing) => [...textAbove(standing.cell.id), courseCell(standing, cells, png)]),
      ...textAbove(null),
    ];
  });
  const about = markdown(
    'about',
    '# AlexNet, cell by cell\n\nThe cells of the course in TypeScript, as they stood when they were exported. ' +
      '`./utils` and `./keras` are the course’s own modules: run the cells on the course’s page, where this file ' +
      'can be imported again, or in the exported project.',
  );
  return written([about, ...body], typescript, { [MARK]: { version: IPYNB_VERSION } });
}

/** Sections of Python, each under its title. */
export function pythonNotebook(about: string, sections: readonly Section[]): string {
  const cells = sections.flatMap(({ title, code }, index) => [
    markdown(`title-${index + 1}`, `## ${title}`),
    codeCell(`code-${index + 1}`, code.trim(), {}, null, []),
  ]);
  return written([markdown('about', about), ...cells], python, {});
}

function written(cells: readonly Json[], kernel: Kernel, metadata: Json): string {
  const notebook = {
    cells,
    metadata: {
      kernelspec: { name: kernel.name, display_name: kernel.displayName, language: kernel.language },
      language_info: { name: kernel.language },
      ...metadata,
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function courseCell(
  { cell, source, published, executionCount, outputs }: StandingCell,
  cells: readonly StandingCell[],
  png: (image: ImageOutput) => string,
): Json {
  const mark: CellMark = {
    ...(published === null
      ? { role: 'scratch', chapter: cell.chapter, after: anchorOf(cell, cells) }
      : { role: cell.role, id: cell.id, base: hash(published) }),
    source: hash(source),
  };
  const written = outputs.map((output) => outputOf(output, png)).filter((output) => output !== null);
  return codeCell(cell.id, source, { [MARK]: mark }, executionCount, written);
}

/** The published cell of its chapter that one of the reader's own stands below; null at the chapter's top. */
function anchorOf(cell: Cell, cells: readonly StandingCell[]): string | null {
  const place = cells.findIndex((other) => other.cell.id === cell.id);
  const above = cells
    .slice(0, place)
    .findLast((other) => other.cell.chapter === cell.chapter && other.published !== null);
  return above?.cell.id ?? null;
}

function markdown(id: string, source: string): Json {
  return { cell_type: 'markdown', id, metadata: {}, source: linesOf(source) };
}

function codeCell(
  id: string,
  source: string,
  metadata: Json,
  executionCount: number | null,
  outputs: readonly Json[],
): Json {
  return {
    cell_type: 'code',
    execution_count: executionCount,
    id: idInFile(id),
    metadata,
    outputs,
    source: linesOf(source),
  };
}

/** Lines that keep their ends, as Jupyter writes them. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

/** Null for what has no counterpart: the network after a cell. */
function outputOf(output: Output, png: (image: ImageOutput) => string): Json | null {
  switch (output.kind) {
    case 'text':
      return stream(output.stream === 'out' ? 'stdout' : 'stderr', output.text);
    case 'progress':
      return stream('stdout', output.text);
    case 'error':
      return errorOf(output);
    case 'table':
      return shown({ 'text/plain': linesOf(textOf(output)), 'text/html': linesOf(htmlOf(output)) });
    case 'tensor':
      return shown({ 'text/plain': linesOf(output.text) });
    case 'image':
      return shown({ 'text/plain': [output.caption], 'image/png': png(output) });
    case 'verdict':
      return stream('stdout', `${output.passed ? 'Done' : 'Not yet'}. ${output.message}\n`);
    case 'examination':
      return shown({ 'text/plain': linesOf(examinationText(output)) });
    case 'model':
      return null;
  }
}

function stream(name: 'stdout' | 'stderr', text: string): Json {
  return { output_type: 'stream', name, text: linesOf(text) };
}

function shown(data: Json): Json {
  return { output_type: 'display_data', data, metadata: {} };
}

function errorOf({ name, message, line, hint }: ErrorOutput): Json {
  const traceback = [
    `${name}: ${message}`,
    ...(line === null ? [] : [`line ${line}`]),
    ...(hint === null ? [] : [hint]),
  ];
  return { output_type: 'error', ename: name, evalue: message, traceback };
}

function textOf({ columns, rows }: TableOutput): string {
  return [columns, ...rows].map((row) => row.join('\t')).join('\n');
}

function htmlOf({ columns, rows }: TableOutput): string {
  const row = (cells: readonly (string | number)[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(String(cell))}</${tag}>`).join('')}</tr>`;
  return ['<table>', row(columns, 'th'), ...rows.map((cells) => row(cells, 'td')), '</table>'].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
