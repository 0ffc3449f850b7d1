/** What a fake network sees in the photographs, so that a test can work it out. */
import { photographs } from '../../src/client/photograph/photographs';
import { learnedNetwork } from '../../src/learned/network';
import type { PictureSeen } from '../../src/notebook/insight';
import type { Photograph } from '../../src/notebook/messages';

const convolutions = learnedNetwork().layers.filter((layer) => layer.type === 'conv2d');

/** The n-th photograph excites each channel by n, at place n; its features are n; its class is n. */
export async function seenByNumber({ id }: Photograph): Promise<PictureSeen> {
  const number = photographs.findIndex((each) => each.id === id);
  return {
    strongest: convolutions.map(({ name, filters }) => ({
      layer: name,
      values: new Float32Array(filters).fill(number),
      places: new Int32Array(filters).fill(number),
    })),
    flat: Float32Array.of(number),
    features: Float32Array.of(number),
    probabilities: Float32Array.from({ length: 100 }, (_, index) => (index === number ? 0.75 : 0)),
  };
}
