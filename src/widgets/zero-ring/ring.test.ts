import { expect, test } from 'vitest';
import { notebookNetwork } from '../../model/networks';
import { paperNetwork } from '../../model/family/reference-networks';
import { allZeros, placesOf, placesUnder, ringOf } from './ring';

const paper = ringOf(paperNetwork(), 'conv2');
const notebook = ringOf(notebookNetwork(), 'Conv3');

test('the paper pads the 27 that its second convolution gets, the notebook the 11 that its third gets', () => {
  expect(paper).toMatchObject({ channels: 48, axis: { size: 27, window: 5, stride: 1, padding: [2, 2] } });
  expect(notebook).toMatchObject({
    channels: 256,
    axis: { size: 11, window: 3, stride: 1, padding: [1, 1] },
  });
  expect(() => ringOf(notebookNetwork(), 'MaxPool9')).toThrow('no convolution');
});

test('the places under a window lie on the padded map, row by row', () => {
  const places = placesUnder(notebook.axis, 0, 10);
  expect(places).toHaveLength(9);
  expect(places[0]).toEqual({ y: 0, x: 10, isZero: true });
  expect(places[4]).toEqual({ y: 1, x: 11, isZero: false });
  expect(places[8]).toEqual({ y: 2, x: 12, isZero: true });
});

test('the zeros under a window are those that one counts on a padded map', () => {
  for (const { axis } of [paper, notebook]) {
    const side = axis.padding[0] + axis.size + axis.padding[1];
    const isZero = (at: number) => at < axis.padding[0] || at >= axis.padding[0] + axis.size;
    const places = placesOf(axis);
    expect(places).toBe(side - axis.window + 1);
    const { values } = allZeros(axis);
    for (let place = 0; place < places ** 2; place++) {
      const [top, left] = [Math.floor(place / places), place % places];
      let zeros = 0;
      for (let y = top; y < top + axis.window; y++)
        for (let x = left; x < left + axis.window; x++) zeros += Number(isZero(y) || isZero(x));
      expect(values[place]).toBe(zeros);
    }
  }
});

test('what the chapters say: 5 of 9 in the corner, and 40 of 121 windows at the border', () => {
  expect(allZeros(notebook.axis).values[0]).toBe(5);
  expect(allZeros(notebook.axis).values.filter((zeros) => zeros > 0)).toHaveLength(40);
  expect(allZeros(paper.axis).values[0]).toBe(16);
});
