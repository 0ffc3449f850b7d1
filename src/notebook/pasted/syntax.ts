/** What is wrong with a cell that cannot be read, where it was pasted from elsewhere. */
import { strangeCharacter, withoutTexts } from './characters';
import { IS_PYTHON, pythonStatement, pythonWithin } from './python';

/** 1-based line and column, and in plain words what stands there and what to write. */
export interface Pasted {
  line: number;
  column: number | null;
  message: string;
  hint: string;
}

/**
 * @param line where reading the source ended; null if it is not known
 * @returns null if nothing in it is known to come from elsewhere
 */
export function pastedFromElsewhere(source: string, line: number | null): Pasted | null {
  const lines = source.split('\n');
  const codes = withoutTexts(source).split('\n');
  const last = line ?? lines.length;
  const ending = { line: last, text: lines[last - 1] ?? '', code: codes[last - 1] ?? '' };
  const found = strange(ending) ?? statement(ending) ?? within(ending);
  if (found) return found;
  // A bracket or a text that is opened further up may be missed only here.
  for (let above = 1; above < last; above++) {
    const place = { line: above, text: lines[above - 1] ?? '', code: codes[above - 1] ?? '' };
    const pasted = strange(place) ?? statement(place);
    if (pasted) return pasted;
  }
  return null;
}

interface Line {
  line: number;
  text: string;
  /** The same without its texts and comments. */
  code: string;
}

function strange({ line, code }: Line): Pasted | null {
  const found = strangeCharacter(code);
  return found && { line, ...found };
}

function statement({ line, text, code }: Line): Pasted | null {
  const isCode = text.trimStart().charAt(0) === code.trimStart().charAt(0) || /^\s*(?:"""|''')/.test(text);
  return isCode ? python(line, pythonStatement(text)) : null;
}

function within({ line, text, code }: Line): Pasted | null {
  return python(line, pythonWithin(text, code));
}

function python(line: number, hint: string | null): Pasted | null {
  return hint === null ? null : { line, column: 1, message: IS_PYTHON, hint };
}

/** Lines and characters of a statement that is looked at: a longer one is no call that was pasted. */
const MOST_LINES = 30;
const MOST_CHARACTERS = 1000;

/** The code that begins in a line: that and those after it, until every bracket is closed. Empty if it is long. */
export function statementAt(source: string, line: number): string {
  const lines = source.split('\n').slice(line - 1, line - 1 + MOST_LINES);
  const ends = lines.findIndex((_, i) => depthOf(lines.slice(0, i + 1)) <= 0);
  const statement = lines.slice(0, ends + 1).join('\n');
  return statement.length > MOST_CHARACTERS ? '' : statement;
}

function depthOf(lines: readonly string[]): number {
  const text = withoutTexts(lines.join('\n').slice(0, MOST_CHARACTERS));
  return text.replaceAll(/[^([{]/g, '').length - text.replaceAll(/[^)\]}]/g, '').length;
}
