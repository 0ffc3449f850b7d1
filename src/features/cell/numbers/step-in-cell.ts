/** What a key of an editor does to the number at its cursor, for who chooses it from the list of commands. */
import { EditorView } from '@codemirror/view';
import { stepNumber } from './step-number';

export function stepInCell(cell: HTMLElement, steps: number): void {
  const editor = cell.querySelector<HTMLElement>('.cm-editor');
  const view = editor && EditorView.findFromDOM(editor);
  if (view) stepNumber(steps)(view);
}
