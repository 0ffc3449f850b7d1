import type { EditorView } from '@codemirror/view';
import { formattingEdits } from './cell-language';

/**
 * Lays the code of a cell out, as one step that can be undone.
 *
 * @returns whether it was otherwise before; false too if there is no service, or typing went on meanwhile
 */
export async function format(view: EditorView, cellId: string): Promise<boolean> {
  const { doc } = view.state;
  const changes = await formattingEdits(cellId, doc.toString());
  if (changes.length === 0 || view.state.doc !== doc) return false;
  view.dispatch({ changes: [...changes], userEvent: 'format' });
  return true;
}
