/** What a reader may do in a visit, as plain records: what fails is printed, and can be done again. */
import fc from 'fast-check';
import type { Target } from '../../src/notebook/plan';

/** Cells, texts, links and photographs are counted round those that are there when the action is done. */
export type Action =
  | { do: 'edit'; cell: number; text: number }
  | { do: 'run'; cell: number; scope: Extract<Target['scope'], 'cell' | 'above'>; wait: boolean }
  | { do: 'insert'; cell: number; where: 'above' | 'below' }
  | { do: 'delete'; cell: number }
  | { do: 'reset'; cell: number; what: 'cell' | 'chapter' | 'everything' }
  | { do: 'undo' | 'redo' | 'stop' | 'restart' | 'reload' }
  | { do: 'turn'; forward: boolean }
  | { do: 'open link'; link: number; chapter: number | 'this one'; take: boolean }
  | { do: 'photograph'; photograph: number }
  | { do: 'backend'; backend: 'auto' | 'webgl' | 'wasm' | 'cpu' };

const choice = fc.nat({ max: 99 });

/** Plain objects are printed as what they hold. */
const plain = { noNullPrototype: true };
const edit = fc.record({ do: fc.constant('edit'), cell: choice, text: choice }, plain);
const run = fc.record(
  {
    do: fc.constant('run'),
    cell: choice,
    scope: fc.constantFrom('cell', 'cell', 'above'),
    wait: fc.boolean(),
  },
  plain,
);
const insert = fc.record(
  { do: fc.constant('insert'), cell: choice, where: fc.constantFrom('above', 'below') },
  plain,
);
const remove = fc.record({ do: fc.constant('delete'), cell: choice }, plain);
const reset = fc.record(
  {
    do: fc.constant('reset'),
    cell: choice,
    what: fc.constantFrom('cell', 'cell', 'chapter', 'everything'),
  },
  plain,
);
const simple = fc.record({ do: fc.constantFrom('undo', 'redo', 'stop', 'restart', 'reload') }, plain);
const turn = fc.record({ do: fc.constant('turn'), forward: fc.boolean() }, plain);
const openLink = fc.record(
  {
    do: fc.constant('open link'),
    link: choice,
    chapter: fc.oneof(fc.constant('this one'), choice),
    take: fc.boolean(),
  },
  plain,
);
const photograph = fc.record({ do: fc.constant('photograph'), photograph: choice }, plain);
const backend = fc.record(
  { do: fc.constant('backend'), backend: fc.constantFrom('auto', 'webgl', 'wasm', 'cpu') },
  plain,
);

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: edit },
  { weight: 5, arbitrary: run },
  { weight: 2, arbitrary: insert },
  { weight: 1, arbitrary: remove },
  { weight: 1, arbitrary: reset },
  { weight: 5, arbitrary: simple },
  { weight: 3, arbitrary: turn },
  { weight: 1, arbitrary: openLink },
  { weight: 1, arbitrary: photograph },
  { weight: 1, arbitrary: backend },
);

/** 15 to 30 actions. What fails becomes fewer: an action becomes null, which is none, before it becomes another. */
export const visits: fc.Arbitrary<(Action | null)[]> = fc.array(fc.option(action, { freq: 1_000_000 }), {
  minLength: 15,
  maxLength: 30,
  size: 'max',
});
