import type { EditorView } from '@codemirror/view';
import type { FormatOutcome } from '../../../client/page/cells-in-page';
import { formattingEdits } from '../../../client/language/cell-language';

/** Lays the code of a cell out, as one step that can be undone; if typing goes on meanwhile, what is then there. */
export async function format(view: EditorView, cellId: string): Promise<FormatOutcome> {
  const { doc } = view.state;
  const changes = await formattingEdits(cellId, doc.toString());
  if (changes === null) return 'unavailable';
  if (view.state.doc !== doc) return format(view, cellId);
  if (changes.length === 0) return 'same';
  view.dispatch({ changes: [...changes], userEvent: 'format' });
  return 'changed';
}
