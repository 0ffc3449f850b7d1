/**
 * The list of what can be written: opened by a dot, by a quote where only certain texts fit, by the first letter of an
 * option, or by Ctrl+Space.
 */
import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionKeymap,
  completionStatus,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import { Prec, type EditorState, type Extension } from '@codemirror/state';
import { keymap, ViewPlugin, type EditorView } from '@codemirror/view';
import type { CompletionOption } from '../../../language/answers';
import { pageState } from '../../../client/page/page-state.svelte';
import type { CellLanguage } from '../../../client/language/cell-language';
import { setDocumented } from './set-documentation';

const BOOSTS: Readonly<Record<CompletionOption['rank'], number>> = {
  course: 4,
  near: 2,
  global: 0,
  keyword: -1,
  last: -50,
};
const AFTER_A_DOT = /(^|[^.\d])\.[\w$]*$/;
const AFTER_A_QUOTE = /['"][\w-]*$/;

export function completion(language: CellLanguage): Extension {
  return [
    autocompletion({
      override: [(context) => complete(context, language)],
      activateOnTypingDelay: 50,
      // What is chosen is in sight: a quick Tab takes it, and does not indent.
      interactionDelay: 0,
      defaultKeymap: false,
      maxRenderedOptions: 60,
      icons: false,
      optionClass: ({ type = '' }) => (type === 'deprecated' ? 'cm-deprecated' : ''),
    }),
    ViewPlugin.define((view) => {
      // A dot may have been typed before this was there. It opens the list as typing does: one that was asked for
      // would come back with all there is when the reader has gone on meanwhile.
      const { head } = view.state.selection.main;
      if (view.state.sliceDoc(Math.max(head - 1, 0), head) === '.')
        queueMicrotask(() => view.dispatch({ userEvent: 'input.type' }));
      return {};
    }),
    Prec.highest(
      keymap.of([
        ...completionKeymap.filter(({ key }) => key !== 'Escape'),
        { key: 'Escape', run: closeList },
        { key: 'Tab', run: (view) => pageState.tabIndents && acceptCompletion(view) },
      ]),
    ),
  ];
}

/** A list that is only asked for is given up on the way, and does not eat the key that leaves the editor. */
function closeList(view: EditorView): boolean {
  const open = completionStatus(view.state) === 'active';
  closeCompletion(view);
  return open;
}

/** Whether a name of an object's property is being written: conv2d({ ker, or { filters: 3, s. */
export function isOptionName(state: EditorState, position: number): boolean {
  const node = syntaxTree(state).resolveInner(position, -1);
  const object = node.parent?.parent;
  if (node.name === 'PropertyDefinition') return object?.name === 'ObjectExpression';
  // While its bracket is open an object reads like one that takes another apart: ({ ker
  return node.name === 'PropertyName' && object?.parent?.name === 'AssignmentExpression';
}

async function complete(
  context: CompletionContext,
  language: CellLanguage,
): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  const quoted = context.matchBefore(AFTER_A_QUOTE) !== null;
  const isOption = isOptionName(state, pos);
  if (!explicit && !quoted && !isOption && context.matchBefore(AFTER_A_DOT) === null) return null;
  const source = state.doc.toString();
  const found = await language.ask('complete', source, pos);
  if (found === null || context.aborted) return null;
  if (!explicit && quoted && !found.options.every(({ kind }) => kind === 'string')) return null;
  // Names that are in sight everywhere would come too, for { a } is { a: a }.
  const options =
    isOption && !explicit ? found.options.filter(({ kind }) => kind === 'property') : found.options;
  if (options.length === 0) return null;
  const describe = async ({ label }: Completion) => {
    const described = await language.ask('describeOption', source, pos, label);
    return described && setDocumented(described);
  };
  return {
    from: found.from,
    options: options.map(({ label, rank, deprecated }, index) => ({
      label,
      boost: deprecated ? -2 : BOOSTS[rank],
      // Those of the course come in an order of their own.
      ...(rank === 'course' ? { sortText: String(index).padStart(4, '0') } : {}),
      info: describe,
      ...(deprecated ? { type: 'deprecated' } : {}),
    })),
    validFor: /^[\w$]*$/,
  };
}
