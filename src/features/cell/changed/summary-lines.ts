/** Lines of a printed summary that are other than the published ones. */
import { kerasSummary } from '../../../model/keras-summary';
import type { Network } from '../../../model/layer';

const FIRST = /^Layer \(type\)\s/;
const LAST = /^Non-trainable params:/;
const RULE = /^[_=]*$/;

/**
 * @param text what the cell has printed, summaries among other things
 * @param published the network as the cell publishes it
 * @returns the lines' places in the text, from 0
 */
export function linesThatDiffer(text: string, published: Network): ReadonlySet<number> {
  if (published.layers.length === 0) return new Set();
  const known = new Set(kerasSummary(published).split('\n'));
  const differing = new Set<number>();
  let isWithin = false;
  for (const [index, line] of text.split('\n').entries()) {
    isWithin ||= FIRST.test(line);
    if (isWithin && !known.has(line) && !RULE.test(line)) differing.add(index);
    if (LAST.test(line)) isWithin = false;
  }
  return differing;
}
