import { expect, test } from 'vitest';
import { epochHeader, progressLine, trainingHeader } from './keras-progress';

test('the header counts the samples, and those of the validation if there are any', () => {
  expect(trainingHeader(2000, null)).toBe('Train on 2000 samples');
  expect(trainingHeader(2000, 500)).toBe('Train on 2000 samples, validate on 500 samples');
  expect(epochHeader(1, 90)).toBe('Epoch 1/90');
});

test('while an epoch runs, the bar ends in an arrow and the time is what remains', () => {
  expect(
    progressLine({
      current: 128,
      target: 1000,
      seconds: 1.6,
      values: [
        ['loss', 6.90775],
        ['acc', 0.0078125],
      ],
    }),
  ).toBe(' 128/1000 [==>...........................] - ETA: 10s - loss: 6.9078 - acc: 0.0078');
});

test('when it is done, the bar is full and the time is what it took, in all and by sample', () => {
  expect(
    progressLine({
      current: 192,
      target: 192,
      seconds: 5.1,
      values: [
        ['loss', 2.4],
        ['acc', 0.25],
        ['val_loss', 2.1],
        ['val_acc', 0.5],
      ],
    }),
  ).toBe(
    '192/192 [==============================] - 5s 27ms/step - loss: 2.4000 - acc: 0.2500 - val_loss: 2.1000 - val_acc: 0.5000',
  );
});

const line = (current: number, target: number, seconds: number) =>
  progressLine({ current, target, seconds, values: [] });

test.each([
  [0, 30, '..............................'],
  [1, 60, '..............................'],
  [1, 30, '>.............................'],
  [2, 30, '=>............................'],
  [29, 30, '============================>.'],
  [59, 60, '============================>.'],
  [30, 30, '=============================='],
])('the bar at %i of %i', (current, target, bar) => {
  expect(line(current, target, 1)).toContain(`[${bar}]`);
});

test.each([
  [1, 2, 59.9, 'ETA: 59s'],
  [1, 2, 60, 'ETA: 60s'],
  [1, 2, 61, 'ETA: 1:01'],
  [1, 2, 3600, 'ETA: 60:00'],
  [1, 2, 3661, 'ETA: 1:01:01'],
  [0, 2, 5, 'ETA: 0s'],
  [2, 2, 7, '7s 4s/step'],
  [100, 100, 2, '2s 20ms/step'],
  [1000, 1000, 0.25, '0s 250us/step'],
])('the time at %i of %i after %d seconds is %s', (current, target, seconds, time) => {
  expect(line(current, target, seconds)).toMatch(new RegExp(`\\] - ${time}$`));
});

test.each([
  [0.0011, '0.0011'],
  [0.001, '1.0000e-03'],
  [0.00012345, '1.2345e-04'],
  [0, '0.0000e+00'],
  [-0.0000005, '-5.0000e-07'],
  [1e-12, '1.0000e-12'],
  [12.34567, '12.3457'],
  [NaN, 'nan'],
  [Infinity, 'inf'],
])('the average %d is printed %s, as Python does', (value, printed) => {
  expect(progressLine({ current: 1, target: 1, seconds: 0, values: [['loss', value]] })).toMatch(
    new RegExp(` - loss: ${printed.replace('+', '\\+')}$`),
  );
});
