/** What TypeScript knows of a cell and of those above it. Needs no page and no worker. */
import { createSystem, createVirtualTypeScriptEnvironment } from '@typescript/vfs';
import ts from 'typescript';
import type {
  CompletionOption,
  Completions,
  Documented,
  Hover,
  Problem,
  Signature,
  TextEdit,
} from './answers';
import { declarationOf, documentationOf, partOf } from './documentation';
import { COURSE_FOLDER, notebookFiles, type CellFile, type CellSource } from './notebook-files';
import { COMPILER_OPTIONS } from './compiler-options';

/** The text of each declaration file, by its path. */
export type Declarations = Readonly<Record<string, string>>;

/** The cells that one builds on, in order, and it: questions are about the last. */
export type Program = readonly CellSource[];

const FORMAT: ts.FormatCodeSettings = {
  ...ts.getDefaultFormatCodeSettings('\n'),
  indentSize: 2,
  tabSize: 2,
  semicolons: ts.SemicolonPreference.Insert,
  insertSpaceAfterOpeningAndBeforeClosingNonemptyBraces: true,
};

const FORMATTED_PATH = '/formatted.ts';

export type LanguageService = ReturnType<typeof createLanguageService>;

/** @param declarations the library's, TensorFlow.js's and the course's */
export function createLanguageService(declarations: Declarations) {
  const library = Object.keys(declarations).filter((path) => path.startsWith(`${COURSE_FOLDER}/`));
  const system = {
    ...createSystem(new Map(Object.entries(declarations))),
    // What an import can name: the cells' own files are not for readers.
    readDirectory: (folder: string) => (folder.replace(/\/$/, '') === COURSE_FOLDER ? library : []),
  };
  const environment = createVirtualTypeScriptEnvironment(system, [], ts, COMPILER_OPTIONS);
  const service = environment.languageService;
  const texts = new Map<string, string>();

  function write(path: string, text: string): void {
    if (texts.get(path) === text) return;
    texts.set(path, text);
    environment.createFile(path, text);
  }

  /** Brings the files up to date, and gives the one that is asked about. */
  function asked(program: Program): CellFile {
    const files = notebookFiles(program);
    for (const { path, text } of files) write(path, text);
    const last = files.at(-1);
    if (last === undefined) throw new RangeError('A program needs a cell.');
    return last;
  }

  return {
    /** What can be written at a position; null if nothing is known there. */
    complete(program: Program, position: number): Completions | null {
      const { path, offset } = asked(program);
      const found = service.getCompletionsAtPosition(path, offset + position, {});
      if (found === undefined) return null;
      const start = found.optionalReplacementSpan?.start ?? offset + wordStart(program, position);
      return {
        from: Math.max(start - offset, 0),
        options: found.entries
          .map(({ name, kind, sortText, kindModifiers = '' }) => ({
            label: name,
            kind,
            rank: /\btf\s*\.\s*\w*$/.test(textBefore(program, position))
              ? rankInTf(name, kind)
              : rankOf(kind, sortText),
            deprecated: kindModifiers.includes('deprecated'),
          }))
          .sort((one, other) => placeInCourse(one.label) - placeInCourse(other.label)),
      };
    },

    /** What one of the options at a position is. */
    describeOption(program: Program, position: number, label: string): Documented | null {
      const { path, offset } = asked(program);
      const found = service.getCompletionEntryDetails(
        path,
        offset + position,
        label,
        undefined,
        undefined,
        undefined,
        undefined,
      );
      if (found === undefined) return null;
      return {
        declaration: declarationOf(found.displayParts),
        documentation: documentationOf(found.documentation, found.tags),
      };
    },

    /** What stands at a position, and its type. */
    hover(program: Program, position: number): Hover | null {
      const { path, offset } = asked(program);
      const found = service.getQuickInfoAtPosition(path, offset + position);
      if (found === undefined || found.textSpan.start < offset) return null;
      return {
        ...span(found.textSpan, offset),
        declaration: declarationOf(found.displayParts ?? []),
        documentation: documentationOf(found.documentation, found.tags),
      };
    },

    /** What the call around a position takes; null outside of calls. */
    signature(program: Program, position: number): Signature | null {
      const { path, offset } = asked(program);
      const found = service.getSignatureHelpItems(path, offset + position, undefined);
      const item = found?.items[found.selectedItemIndex];
      if (found === undefined || item === undefined) return null;
      const last = item.parameters.length - 1;
      return {
        prefix: item.prefixDisplayParts.map(partOf),
        parameters: item.parameters.map(({ displayParts, documentation }) => ({
          declaration: displayParts.map(partOf),
          documentation: documentationOf(documentation),
        })),
        suffix: item.suffixDisplayParts.map(partOf),
        documentation: documentationOf(item.documentation),
        active: item.isVariadic ? Math.min(found.argumentIndex, last) : found.argumentIndex,
        of: found.items.length,
      };
    },

    /** What is wrong with the cell, those of its errors that do not let it be read first. */
    problems(program: Program): readonly Problem[] {
      const { path, offset } = asked(program);
      const end = program.at(-1)?.source.length ?? 0;
      const found = [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)];
      return found
        .filter(({ code, start = 0 }) => start >= offset && !wantsTypes(code))
        .map(({ start = offset, length = 0, messageText }) => ({
          from: Math.min(start - offset, end),
          to: Math.min(start - offset + length, end),
          message: ts.flattenDiagnosticMessageText(messageText, '\n'),
        }));
    },

    /** What lays a source out: spaces, indentation, semicolons; never its words. */
    format(source: string): readonly TextEdit[] {
      if (source === '') return [];
      write(FORMATTED_PATH, source);
      return service
        .getFormattingEditsForDocument(FORMATTED_PATH, FORMAT)
        .map(({ span: { start, length }, newText }) => ({
          from: start,
          to: start + length,
          insert: newText,
        }));
    },
  };
}

/** TypeScript writes how near something is in the text that it sorts by; what is deprecated has a z before it. */
function rankOf(kind: string, sortText: string): CompletionOption['rank'] {
  if (kind === 'keyword') return 'keyword';
  return /^z?15/.test(sortText) ? 'global' : 'near';
}

/** Cells are JavaScript to who wants it: a type that is left out is no problem (7005 and the like). */
function wantsTypes(code: number): boolean {
  return code >= 7000 && code < 7100;
}

/** What the course uses of tf, the more used first. */
const COURSE = [
  'layers',
  'sequential',
  'model',
  'train',
  'tensor',
  'tidy',
  'zeros',
  'ones',
  'input',
  'browser',
];

function placeInCourse(name: string): number {
  const place = COURSE.indexOf(name);
  return place === -1 ? COURSE.length : place;
}

/** The names of its kernels are constants of tf, and nothing for a cell: Abs, _FusedMatMul. */
function rankInTf(name: string, kind: string): CompletionOption['rank'] {
  if (COURSE.includes(name)) return 'course';
  return kind === 'const' && /^[A-Z_]/.test(name) ? 'last' : 'near';
}

function textBefore(program: Program, position: number): string {
  return program.at(-1)?.source.slice(0, position) ?? '';
}

function wordStart(program: Program, position: number): number {
  const before = textBefore(program, position);
  return before.length - (/[\w$]*$/.exec(before)?.[0].length ?? 0);
}

function span({ start, length }: ts.TextSpan, offset: number): { from: number; to: number } {
  return { from: start - offset, to: start - offset + length };
}
