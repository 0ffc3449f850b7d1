/** What a reader types. Wherever it stands, it is quick, and but for what is marked as unfit it ends well. */
import type { Stamped } from '../../src/notebook/stamp';

/** Of texts whose cells do not end, or not well. */
const unfit = '// unfit';
export const isUnfit = ({ source }: Stamped): boolean => source.includes(unfit);

/** Of texts whose cells end only by Stop. */
const endless = '// unfit, endless';
export const isEndless = ({ source }: Stamped): boolean => source.includes(endless);

/** Prints what would tell of anything that outlived a fresh start; `left` was never there before. */
const telling = (count: number) =>
  `globalThis.runs = (globalThis.runs ?? 0) + 1;
console.log(${count}, globalThis.runs, Math.random(), typeof left${count});`;

/** What is added below a published source, or stands alone in a cell of the reader's own. `count` makes it another. */
const additions: readonly ((count: number) => string)[] = [
  telling,
  (count) => `${telling(count)}\nsetInterval(() => (globalThis.left${count} = 'left'), 1);`,
  (count) =>
    `${telling(count)}\nconsole.log(typeof model === 'undefined' ? 'no model' : model.layers.length);`,
  (count) => `// ${count}`,
  () => `throw new Error('on purpose'); ${unfit}`,
  () => `while (true) await new Promise((next) => setTimeout(next, 0)); ${endless}`,
  () => `while (true); ${endless}`,
];

/** Published words that may be others, without harm to the cells below. */
const variants: readonly [published: string, other: string][] = [
  ['filters: 96', 'filters: 8'],
  ['poolSize: 3', 'poolSize: 2'],
];

/** Another text for a cell. @param published null for a cell of the reader's own */
export function textFor(published: string | null, choice: number, count: number): string {
  if (published === null) {
    const text = additions[choice % (additions.length + 1)];
    return text?.(count) ?? '';
  }
  const variant = variants.find(([word]) => published.includes(word));
  const texts = [
    ...additions.map((addition) => `${published}\n${addition(count)}`),
    published,
    ...(variant ? [published.replace(...variant)] : []),
  ];
  return texts[choice % texts.length]!;
}
