/** A piece of Python as a piece of TypeScript, statement by statement, as far as it can be said. */
import { withoutTexts } from './characters';
import { makerOf, sayCall } from './python-call';

export interface Said {
  code: string;
  /** How many lines have no counterpart here: they stand in it as comments. */
  unsaid: number;
}

/** What was pasted must be short enough to be looked through at once. */
const LONGEST = 20_000;

const FROM = /^from\s+[\w.]+\s+import\s+(.+)$/s;
const IMPORT = /^import\s+[\w.]+(\s+as\s+\w+)?$/;
const TYPESCRIPT = /=>|\bfunction\b|\b(?:const|let|var)\s|;\s*$/m;

/** Whether it is Python for certain: TypeScript that looks like it is left alone. */
export function isPython(text: string): boolean {
  if (text.length > LONGEST) return false;
  const code = withoutTexts(text);
  if (TYPESCRIPT.test(code)) return false;
  if (code.split('\n').some((line) => FROM.test(line.trim()) || IMPORT.test(line.trim()))) return true;
  if (/[(,]\s*[A-Za-z_]\w*\s*=(?![=>])/.test(code) || /(?<![.\w])(?:True|False|None)\b/.test(code))
    return true;
  return [...code.matchAll(/(?<!tf\.layers\.)\b([A-Z]\w*)\(/g)].some(
    ([, name = '']) => makerOf(name) !== null,
  );
}

/** Null for what is not Python for certain, or of which nothing can be said. */
export function inTypeScript(text: string): Said | null {
  if (!isPython(text)) return null;
  const statements = statementsOf(text);
  const imports = new Set<string>();
  const declared = new Set<string>();
  const targets = statements.map((statement) => sayCall(statement)?.target ?? null);
  let [said, unsaid] = [0, 0];
  const lines = statements.flatMap((statement, index): string[] => {
    const line = statement.trim();
    if (line === '') return [''];
    const comment = /^#\s?(.*)$/.exec(line);
    if (comment) return [`// ${comment[1] ?? ''}`];
    const names = FROM.exec(line)?.[1] ?? (IMPORT.test(line) ? '' : null);
    if (names !== null) {
      importsFor(line, names).forEach((each) => imports.add(each));
      return [];
    }
    // What is indented belongs to a line that has no counterpart.
    const call = /^\s/.test(statement) ? null : sayCall(statement);
    if (call === null) {
      unsaid++;
      return statement.split('\n').map((each) => `// ${each.trimEnd()}`);
    }
    said++;
    const { target, value } = call;
    if (target === null) return [value];
    const word = targets.lastIndexOf(target) > index ? 'let' : 'const';
    const isFirst = !declared.has(target);
    declared.add(target);
    return [`${isFirst ? `${word} ` : ''}${target} = ${value}`];
  });
  if (said === 0 && imports.size === 0) return null;
  while (lines[0] === '') lines.shift();
  const head = imports.size > 0 && lines.length > 0 ? [...imports, ''] : [...imports];
  return { code: [...head, ...lines].join('\n').trimEnd(), unsaid };
}

/** A line, and those that go on with it because a bracket is open. */
function statementsOf(text: string): readonly string[] {
  const found: string[] = [];
  let [open, depth] = ['', 0];
  for (const line of text.replaceAll('\r', '').split('\n')) {
    open = open === '' ? line : `${open}\n${line}`;
    const code = withoutTexts(line).replace(/#.*$/, '');
    depth += code.replaceAll(/[^([{]/g, '').length - code.replaceAll(/[^)\]}]/g, '').length;
    if (depth > 0) continue;
    found.push(open);
    [open, depth] = ['', 0];
  }
  return open === '' ? found : [...found, open];
}

/** NumPy's arrays and pictures are tf's tensors here, and need no import of their own. */
function importsFor(line: string, names: string): readonly string[] {
  const own = [
    ['SGD', 'sgd'],
    ['to_categorical', 'toCategorical'],
  ].flatMap(([python = '', name = '']) => (new RegExp(`\\b${python}\\b`).test(names) ? [name] : []));
  if (own.length > 0) return [`import { ${own.join(', ')} } from './keras';`];
  return /^(?:from|import)\s+(?:tensorflow|keras)\b/.test(line)
    ? ["import * as tf from '@tensorflow/tfjs';"]
    : [];
}
