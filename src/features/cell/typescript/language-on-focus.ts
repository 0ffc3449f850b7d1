/** TypeScript comes to an editor when it is first entered: nothing of it is fetched before. */
import { Compartment, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { ignoreConnectionError } from '../../../client/errors/connection';
import { notifyOfMissing } from '../../../client/language/notify-of-missing';

/** @param cellId the cell that is edited */
export function languageOnFocus(cellId: string): Extension {
  const language = new Compartment();
  let wanted = true;
  return [
    language.of([]),
    EditorView.domEventHandlers({
      focus: (_, view) => {
        if (!wanted) return;
        wanted = false;
        import('./language-extensions').then(
          ({ languageExtensions }) =>
            view.dispatch({ effects: language.reconfigure(languageExtensions(cellId)) }),
          (error: unknown) => {
            ignoreConnectionError(error);
            notifyOfMissing(cellId);
          },
        );
      },
    }),
  ];
}
