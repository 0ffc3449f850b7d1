/** Underlines what TypeScript finds wrong, after a pause. F8 goes from one to the next. */
import { forEachDiagnostic, linter, nextDiagnostic, previousDiagnostic } from '@codemirror/lint';
import { StateEffect, type Extension } from '@codemirror/state';
import { EditorView, keymap, type Command } from '@codemirror/view';
import type { CellLanguage } from '../../../client/language/cell-language';

/** Half a statement is no problem yet. */
const PAUSE_MILLISECONDS = 750;

/** The cells above may have changed. */
const lookAgain = StateEffect.define();

export function problems(language: CellLanguage): Extension {
  return [
    linter(
      async (view) => {
        const found = await language.ask('problems', view.state.doc.toString());
        return (found ?? []).map(({ from, to, message }) => ({
          from,
          to,
          message,
          severity: 'error' as const,
        }));
      },
      {
        delay: PAUSE_MILLISECONDS,
        needsRefresh: ({ transactions }) =>
          transactions.some(({ effects }) => effects.some((effect) => effect.is(lookAgain))),
      },
    ),
    EditorView.domEventHandlers({ focus: (_, view) => view.dispatch({ effects: lookAgain.of(null) }) }),
    keymap.of([{ key: 'F8', run: goToNextProblem, shift: spoken(previousDiagnostic) }]),
  ];
}

export const goToNextProblem = spoken(nextDiagnostic);

/** Also says the message of the place that the command goes to. */
function spoken(go: Command): Command {
  return (view) => {
    if (!go(view)) return false;
    const { head } = view.state.selection.main;
    const messages: string[] = [];
    forEachDiagnostic(view.state, ({ message }, from, to) => {
      if (from <= head && head <= to) messages.push(message);
    });
    view.dispatch({ effects: EditorView.announce.of(messages.join('. ')) });
    return true;
  };
}
