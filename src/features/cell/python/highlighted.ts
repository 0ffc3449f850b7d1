/** Python in the colours of the editor. */
import { highlightCode, tagHighlighter, tags } from '@lezer/highlight';
import { parser } from '@lezer/python';

export interface Piece {
  text: string;
  /** A class of the stylesheet; empty for plain text. */
  kind: string;
}

const highlighter = tagHighlighter([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.operator], class: 'keyword' },
  { tag: [tags.string, tags.special(tags.string)], class: 'string' },
  { tag: [tags.number, tags.bool, tags.null], class: 'constant' },
  { tag: tags.comment, class: 'comment' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.className],
    class: 'function',
  },
]);

export function highlighted(python: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const put = (text: string, kind = '') => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ text, kind });
  };
  highlightCode(python.trimEnd(), parser.parse(python), highlighter, put, () => put('\n'));
  return pieces;
}
