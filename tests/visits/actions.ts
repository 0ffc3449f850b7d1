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

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('edit'), cell: choice, text: choice }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('run'),
      cell: choice,
      scope: fc.constantFrom('cell', 'cell', 'above'),
      wait: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('insert'),
      cell: choice,
      where: fc.constantFrom('above', 'below'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete'), cell: choice }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('reset'),
      cell: choice,
      what: fc.constantFrom('cell', 'cell', 'chapter', 'everything'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom('undo', 'redo', 'stop', 'restart', 'reload') }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('turn'), forward: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('open link'),
      link: choice,
      chapter: fc.oneof(fc.constant('this one'), choice),
      take: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('photograph'), photograph: choice }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('backend'),
      backend: fc.constantFrom('auto', 'webgl', 'wasm', 'cpu'),
    }),
  },
);

/** 15 to 30 actions. What fails becomes fewer: an action becomes null, which is none, before it becomes another. */
export const visits: fc.Arbitrary<(Action | null)[]> = fc.array(fc.option(action, { freq: 1_000_000 }), {
  minLength: 15,
  maxLength: 30,
  size: 'max',
});
