/** A cell's text, for the comments in it and for statements that are shown as they were written. */
import type { AnyNode, Comment } from 'acorn';

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
