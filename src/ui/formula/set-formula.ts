import { breakable } from '../../model/formula/breakable';
import { formulaClasses, formulaLiberties, formulaMacros } from '../../model/formula/formula';

/** Sets a formula into an element, as HTML with MathML beside it. */
export type SetFormula = (tex: string, element: HTMLElement, displayMode: boolean) => void;

let loading: Promise<SetFormula> | null = null;

/**
 * KaTeX, fetched when the first formula that changes comes into view.
 *
 * @throws if it cannot be fetched; the next call tries again
 */
export function loadFormulaSetter(): Promise<SetFormula> {
  loading ??= fetchKatex().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function fetchKatex(): Promise<SetFormula> {
  const { default: katex } = await import('katex');
  return (tex, element, displayMode) =>
    katex.render(displayMode ? breakable(tex) : tex, element, {
      displayMode,
      macros: { ...formulaMacros },
      throwOnError: false,
      strict: (code: string) => (formulaLiberties.has(code) ? 'ignore' : 'error'),
      trust: (context) => context.command === '\\htmlClass' && formulaClasses.has(context.class),
    });
}
