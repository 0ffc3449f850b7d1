/** What the keys of an editor ask of TypeScript, for who chooses it from the list of commands. */
import { startCompletion } from '@codemirror/autocomplete';
import { EditorView } from '@codemirror/view';
import { CellLanguage } from '../../../client/language/cell-language';
import { goToNextProblem } from './problems';
import { showSignature } from './signatures';
import { showType } from './types';

export type Advice = 'complete' | 'type' | 'call' | 'problem';

/** Shows it at the cursor of the cell's editor; nothing if that is not open. */
export function advise({ id, root }: { id: string; root: HTMLElement }, wanted: Advice): void {
  const editor = root.querySelector<HTMLElement>('.cm-editor');
  const view = editor && EditorView.findFromDOM(editor);
  if (view === null) return;
  switch (wanted) {
    case 'complete':
      startCompletion(view);
      break;
    case 'type':
      void showType(view, new CellLanguage(id));
      break;
    case 'call':
      void showSignature(view, new CellLanguage(id));
      break;
    case 'problem':
      goToNextProblem(view);
  }
}
