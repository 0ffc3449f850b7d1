/** Looks at what is pasted into the editor. What knows Python is fetched when something long enough is. */
import { EditorView } from '@codemirror/view';
import { ignoreConnectionError } from '../../../client/errors/connection';

/** Less is no line of Python: Dense(1) has eight characters. */
const LEAST = 8;

export const onPaste = EditorView.updateListener.of(({ view, transactions, changes, state }) => {
  if (!transactions.some((transaction) => transaction.isUserEvent('input.paste'))) return;
  changes.iterChangedRanges((_, __, from, to) => {
    if (to - from < LEAST) return;
    const { doc } = state;
    import('./offer').then(
      ({ offerTypeScript }) => {
        // Typing has gone on meanwhile.
        if (view.state.doc.eq(doc)) offerTypeScript(view, from, to);
      },
      (error: unknown) => ignoreConnectionError(error),
    );
  });
});
