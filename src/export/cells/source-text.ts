/** A cell's text, for the comments in it and for statements that are shown as they were written. */
import type { AnyNode, Comment, Identifier } from 'acorn';

/** What a body of statements is read from, beside its tree. */
export interface Text {
  source: string;
  code: string;
  comments: readonly Comment[];
}

export function commentsBetween({ comments }: Text, from: number, to: number): string[] {
  return comments
    .filter(({ start }) => start >= from && start < to)
    .flatMap(({ value }) => value.split('\n').map((line) => `# ${line.replace(/^[\s*]+/, '').trimEnd()}`))
    .filter((line) => line !== '# ');
}

/** As the reader wrote it, types and all, where it has its lines to itself. */
export function sourceOf({ start, end }: AnyNode, { source, code }: Text): string[] {
  const lineAt = (position: number) => code.slice(0, position).split('\n').length - 1;
  const lines = code.split('\n').slice(lineAt(start), lineAt(end) + 1);
  const alone = lines.join('\n').trim() === code.slice(start, end).trim();
  if (!alone) return code.slice(start, end).split('\n');
  const own = source.split('\n').slice(lineAt(start), lineAt(end) + 1);
  const margin = Math.min(...own.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return own.map((line) => line.slice(margin));
}

/** A comment behind a statement, on its last line. */
export function commentBeside({ code, comments }: Text, end: number): Comment | undefined {
  return comments.find(
    ({ type, start }) => type === 'Line' && start >= end && !code.slice(end, start).includes('\n'),
  );
}

/** Whether TypeScript says that the parameter may be left out: `name?: string`. */
export function isMarkedOptional(parameter: Identifier, body: AnyNode, { source, code }: Text): boolean {
  const lineAt = (position: number) => code.slice(0, position).split('\n').length - 1;
  const signature = source
    .split('\n')
    .slice(lineAt(parameter.start), lineAt(body.start) + 1)
    .join('\n');
  return new RegExp(`\\b${parameter.name}\\?\\s*[:,)]`).test(signature);
}
