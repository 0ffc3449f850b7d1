/** What stands in the code, and its type: under the pointer, or by Ctrl+K Ctrl+I at the cursor. */
import type { Extension } from '@codemirror/state';
import { hoverTooltip, keymap, type EditorView } from '@codemirror/view';
import type { CellLanguage } from '../../../client/language/cell-language';
import { openCard } from './card';
import { plainText, setDocumented } from './set-documentation';

export function types(language: CellLanguage): Extension {
  return [
    hoverTooltip(
      async (view, position) => {
        const found = await language.ask('hover', view.state.doc.toString(), position);
        if (found === null) return null;
        return { pos: found.from, end: found.to, above: true, create: () => ({ dom: setDocumented(found) }) };
      },
      { hideOnChange: true },
    ),
    keymap.of([
      {
        key: 'Mod-k Mod-i',
        run: (view) => {
          void showType(view, language);
          return true;
        },
      },
    ]),
  ];
}

export async function showType(view: EditorView, language: CellLanguage): Promise<void> {
  const { doc, selection } = view.state;
  const found = await language.ask('hover', doc.toString(), selection.main.head);
  if (found === null || view.state.doc !== doc) return;
  openCard(view, {
    kind: 'type',
    position: found.from,
    content: setDocumented(found),
    spoken: [plainText(found.declaration), ...found.documentation.map(({ text }) => text)].join('. '),
  });
}
