import { expect, test } from 'vitest';
import { notebookNetwork } from '../model/networks';
import { isEvent } from './event-format';
import type { Output } from './output';

const about = { runId: 1, cellId: 'a' };
const output = (shown: Output) => ({ type: 'output', ...about, output: shown });

test.for<[string, unknown]>([
  ['a start', { type: 'started', report: { backend: 'wasm', renderer: null, software: false, reason: '' } }],
  ['a text', output({ kind: 'text', stream: 'out', text: 'x' })],
  [
    'a picture',
    output({ kind: 'image', width: 1, height: 1, pixels: new Uint8ClampedArray(4), caption: '' }),
  ],
  ['a network', output({ kind: 'model', network: notebookNetwork(), added: ['Conv1'] })],
  [
    'a network without layers',
    output({ kind: 'model', network: { name: '', inputShape: null, layers: [] }, added: [] }),
  ],
  [
    'losses that are no numbers any more',
    output({
      kind: 'progress',
      text: '',
      points: [{ step: 1, loss: NaN, accuracy: null, validationLoss: null, validationAccuracy: null }],
    }),
  ],
  ['an answer, whatever it is', { type: 'answered', id: 1, value: undefined }],
])('%s is an event', ([, message]) => {
  expect(isEvent(message)).toBe(true);
});

test.for<[string, unknown]>([
  ['nothing', null],
  ['a word', 'run-ended'],
  ['an event that there is not', { type: 'paused' }],
  ['an event without its parts', { type: 'cell-ended', ...about }],
  ['an output that there is not', { type: 'output', ...about, output: { kind: 'sound' } }],
  ['a model without a network', { type: 'output', ...about, output: { kind: 'model', added: [] } }],
  ['progress without points', { type: 'output', ...about, output: { kind: 'progress', text: '' } }],
])('%s is none', ([, message]) => {
  expect(isEvent(message)).toBe(false);
});
