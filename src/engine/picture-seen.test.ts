import { memory } from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { sessionOn } from '../../tests/support/engine/session-on';
import { testPhotograph } from '../../tests/support/engine/test-photograph';
import { seePicture } from './picture-seen';
import { traceModel } from './trace';

const session = sessionOn('cpu');
const dataFormat = 'channelsFirst';

/** As the trained network, in small. */
function network() {
  const { tf } = session();
  const { layers } = tf;
  const model = tf.sequential();
  model.add(
    layers.conv2d({
      name: 'one',
      filters: 5,
      kernelSize: 4,
      strides: 2,
      inputShape: [3, 21, 17],
      dataFormat,
    }),
  );
  model.add(layers.activation({ activation: 'relu' }));
  model.add(layers.conv2d({ name: 'two', filters: 7, kernelSize: 3, dataFormat }));
  model.add(layers.flatten({ dataFormat }));
  model.add(layers.dense({ name: 'FC7', units: 6 }));
  model.add(layers.activation({ activation: 'relu' }));
  model.add(layers.dense({ name: 'scores', units: 4 }));
  model.add(layers.activation({ name: 'softmax', activation: 'softmax' }));
  return model;
}

test('tells where each channel is excited most, and what the layers give, and leaves nothing behind', async () => {
  const model = network();
  await seePicture(model, testPhotograph());
  const { numTensors } = memory();
  const seen = await seePicture(model, testPhotograph());
  expect(memory().numTensors).toBe(numTensors);

  const { activations } = await traceModel(model, testPhotograph());
  const valuesOf = (name: string) =>
    activations.find(({ layer }) => layer === name)?.values ?? new Float32Array();
  expect(seen.strongest.map(({ layer }) => layer)).toEqual(['one', 'two']);
  for (const { layer, values, places } of seen.strongest) {
    const maps = valuesOf(layer);
    const size = maps.length / values.length;
    for (const [channel, value] of values.entries()) {
      const map = [...maps.subarray(channel * size, (channel + 1) * size)].map((each) => Math.max(0, each));
      expect(value).toBe(Math.max(...map));
      expect(places[channel]).toBe(map.indexOf(value));
    }
  }
  const flatten = activations.find(({ layer }) => layer.startsWith('flatten'));
  expect(seen.flat).toEqual(flatten?.values);
  expect([...seen.features]).toEqual([...valuesOf('FC7')].map((value) => Math.max(0, value)));
  expect(seen.probabilities).toEqual(valuesOf('softmax'));
});
