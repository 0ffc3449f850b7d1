/** What the call at the cursor takes: opened by its bracket or a comma, or by Ctrl+Shift+Space. */
import type { EditorState, Extension } from '@codemirror/state';
import { keymap, ViewPlugin, type EditorView, type PluginValue, type ViewUpdate } from '@codemirror/view';
import type { Signature } from '../../../language/answers';
import { closeCard, isCardOpen, openCard, type Card } from './card';
import type { CellLanguage } from '../../../client/language/cell-language';
import { plainText, setBlock, setPart } from './set-documentation';

/** How long typing must rest before the signature is asked for, in milliseconds. */
const PAUSE_MILLISECONDS = 80;

export function signatures(language: CellLanguage): Extension {
  return [
    ViewPlugin.define((view) => new Follower(view, language)),
    keymap.of([
      {
        key: 'Ctrl-Shift-Space',
        run: (view) => {
          void showSignature(view, language);
          return true;
        },
      },
    ]),
  ];
}

/** Opens with a call, and follows the cursor as long as it is in one. */
class Follower implements PluginValue {
  readonly #view: EditorView;
  readonly #language: CellLanguage;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Raised with each question, and when the card is closed: what was asked before opens nothing. */
  #wish = 0;
  /** The answer is on its way: what is typed meanwhile is asked about anew. */
  #asking = false;

  constructor(view: EditorView, language: CellLanguage) {
    this.#view = view;
    this.#language = language;
    // The bracket may have been typed before this was there.
    if (isOpening(view.state)) this.#ask();
  }

  update({ docChanged, selectionSet, transactions, startState, state, view }: ViewUpdate): void {
    if (isCardOpen({ state: startState }, 'signature') && !isCardOpen(view, 'signature')) this.#giveUp();
    if (!docChanged && !selectionSet) return;
    const typed = transactions.some((transaction) => transaction.isUserEvent('input'));
    if (!(typed && isOpening(state)) && !this.#asking && !isCardOpen(view, 'signature')) return;
    this.#ask();
  }

  #ask(): void {
    this.#giveUp();
    this.#asking = true;
    const wish = this.#wish;
    const isWanted = () => wish === this.#wish;
    this.#timer = setTimeout(() => {
      void showSignature(this.#view, this.#language, isWanted).then(() => {
        if (isWanted()) this.#asking = false;
      });
    }, PAUSE_MILLISECONDS);
  }

  #giveUp(): void {
    clearTimeout(this.#timer);
    this.#wish++;
    this.#asking = false;
  }

  destroy(): void {
    this.#giveUp();
  }
}

/** The cursor stands behind what begins a call or its next parameter. */
function isOpening({ doc, selection: { main } }: EditorState): boolean {
  return /[(,]/.test(doc.sliceString(Math.max(main.head - 1, 0), main.head));
}

/** @param isWanted whether the answer, when it comes, is still to be shown */
export async function showSignature(
  view: EditorView,
  language: CellLanguage,
  isWanted: () => boolean = () => true,
): Promise<void> {
  const { doc, selection } = view.state;
  const position = selection.main.head;
  const found = await language.ask('signature', doc.toString(), position);
  // Another question is on its way, or the reader has had enough.
  if (!isWanted() || view.state.doc !== doc || view.state.selection.main.head !== position) return;
  if (found !== null && view.hasFocus) openCard(view, cardOf(found, position));
  else if (isCardOpen(view, 'signature')) closeCard(view);
}

function cardOf(
  { prefix, parameters, suffix, documentation, active, of }: Signature,
  position: number,
): Card {
  const line = document.createElement('code');
  line.className = 'cm-declaration';
  line.append(...prefix.map(setPart));
  parameters.forEach(({ declaration }, i) => {
    if (i > 0) line.append(', ');
    const parameter = document.createElement(i === active ? 'strong' : 'span');
    parameter.append(...declaration.map(setPart));
    line.append(parameter);
  });
  line.append(...suffix.map(setPart));
  const own = parameters[active];
  const content = document.createElement('div');
  content.className = 'cm-documented';
  content.append(
    line,
    ...(own?.documentation ?? []).map(setBlock),
    ...documentation.slice(0, 1).map(setBlock),
  );
  if (of > 1) content.append(setBlock({ kind: 'text', text: `One of ${of} ways to call it.` }));
  const spoken = own ? `Parameter ${plainText(own.declaration)}` : 'No parameter';
  return {
    kind: 'signature',
    position,
    content,
    spoken: `${spoken} of ${plainText(prefix).replace(/\($/, '')}`,
  };
}
