import { presentableDiff } from '@codemirror/merge';
import { diffComm } from 'node-diff3';

export interface DiffLine {
  kind: 'same' | 'gone' | 'new';
  /** The line's text in pieces, those that differ from the other side's marked. */
  parts: readonly { text: string; changed: boolean }[];
}

/** What became of a text: its lines in order, with those that went and those that came. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  return diffComm(before.split('\n'), after.split('\n')).flatMap((region): DiffLine[] => {
    if ('common' in region) {
      return region.common.map((text) => ({ kind: 'same', parts: [{ text, changed: false }] }));
    }
    const [gone, came] = [region.buffer1.join('\n'), region.buffer2.join('\n')];
    const changes = presentableDiff(gone, came, { scanLimit: 500 });
    // Beside nothing, every word of a line would be marked.
    const paired = region.buffer1.length > 0 && region.buffer2.length > 0;
    const marks = (side: 'A' | 'B') =>
      paired
        ? changes.map((change) =>
            side === 'A' ? ([change.fromA, change.toA] as const) : ([change.fromB, change.toB] as const),
          )
        : [];
    return [
      ...split(region.buffer1, marks('A')).map((parts): DiffLine => ({ kind: 'gone', parts })),
      ...split(region.buffer2, marks('B')).map((parts): DiffLine => ({ kind: 'new', parts })),
    ];
  });
}

/** Cuts lines at the marked ranges, which count characters over all of them, line ends included. */
function split(
  lines: readonly string[],
  marks: readonly (readonly [from: number, to: number])[],
): readonly DiffLine['parts'][] {
  let start = 0;
  return lines.map((line) => {
    const end = start + line.length;
    const parts: { text: string; changed: boolean }[] = [];
    let at = start;
    const cut = (to: number, changed: boolean) => {
      if (to > at) parts.push({ text: line.slice(at - start, to - start), changed });
      at = Math.max(at, to);
    };
    for (const [from, to] of marks) {
      if (to <= start || from >= end) continue;
      cut(Math.max(from, start), false);
      cut(Math.min(to, end), true);
    }
    cut(end, false);
    start = end + 1;
    return parts;
  });
}
