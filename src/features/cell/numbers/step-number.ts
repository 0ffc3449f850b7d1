/** The number at the cursor, and steps of it. */
import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import { EditorView, type Command } from '@codemirror/view';
import { stepped } from './stepped';

export interface NumberPlace {
  from: number;
  to: number;
}

/** Numbers of the code in a range that can be stepped, in order. */
export function numbersIn(state: EditorState, from: number, to: number): readonly NumberPlace[] {
  const found: NumberPlace[] = [];
  syntaxTree(state).iterate({
    from,
    to,
    enter: ({ name, from, to }) => {
      if (name === 'Number' && stepped(state.sliceDoc(from, to), 1) !== null) found.push({ from, to });
    },
  });
  return found;
}

/** The one that the cursor touches; null if it touches none. */
export function numberAt(state: EditorState, position: number): NumberPlace | null {
  return numbersIn(state, position, position)[0] ?? null;
}

/** That, or else the next of the line, or else the one before. */
function nearestNumber(state: EditorState): NumberPlace | null {
  const { head } = state.selection.main;
  const { from, to } = state.doc.lineAt(head);
  const ofLine = numbersIn(state, from, to);
  return (
    ofLine.find((number) => number.from <= head && head <= number.to) ??
    ofLine.find((number) => number.from >= head) ??
    ofLine.at(-1) ??
    null
  );
}

/** Whether a minus stands before it, so that to the right is towards zero. */
export function isNegative(state: EditorState, { from }: NumberPlace): boolean {
  const node = syntaxTree(state).resolve(from, 1).parent;
  return node?.name === 'UnaryExpression' && state.sliceDoc(node.from, node.from + 1) === '-';
}

/** Steps the number at the cursor, or the nearest of its line; the cursor stands behind it then. */
export function stepNumber(steps: number): Command {
  return (view) => {
    const number = nearestNumber(view.state);
    if (number === null) {
      view.dispatch({ effects: EditorView.announce.of('There is no number in this line.') });
      return true;
    }
    stepAt(view, number, steps);
    return true;
  };
}

export function stepAt(view: EditorView, number: NumberPlace, steps: number): void {
  const { from, to } = number;
  const text = view.state.sliceDoc(from, to);
  const next = stepped(text, isNegative(view.state, number) ? -steps : steps);
  if (next === null || next === text) return;
  view.dispatch({
    changes: { from, to, insert: next },
    selection: { anchor: from + next.length },
    effects: EditorView.announce.of(next),
    userEvent: 'input.number',
  });
}
