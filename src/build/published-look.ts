/** What the landing page shows before anybody has asked: the learned network's look at one photograph. */
import sharp from 'sharp';
import type { Theme, Themed } from '../drawing/colour-scale';
import { faceOf } from '../drawing/layer-face';
import type { LearnedAnswer } from '../learned/classes';
import { learnedNetwork } from '../learned/network';
import { INPUT_SIDE, marginOf } from '../model/photograph';
import type { LayerActivation } from '../notebook/output';
import { BuildKernel, type PublishOptions } from './build-kernel';

export interface PublishedLook {
  photograph: { id: string; title: string };
  /** The five best, the best first. */
  answers: readonly LearnedAnswer[];
  /** Pictures of what each layer made of it, by the layer's name, as the address of a file would stand. */
  faces: ReadonlyMap<string, Themed<string>>;
  /** What the two response normalisations are given, in their order. */
  beforeNormalisation: readonly LayerActivation[];
}

/** Looks at the photograph of these options in Node. Nothing else may use TensorFlow.js meanwhile. */
export async function lookAt(options: PublishOptions): Promise<PublishedLook> {
  const kernel = await BuildKernel.start(options);
  try {
    const { answers, activations } = await kernel.look();
    const { layers } = learnedNetwork();
    const faces = await Promise.all(
      activations.map(async (activation) => {
        const [light, dark] = [await addressOf(activation, 'light'), await addressOf(activation, 'dark')];
        return [activation.layer, { light, dark }] as const;
      }),
    );
    const { id, title } = options.photograph;
    const beforeNormalisation = activations.filter(
      (_, index) => layers[index + 1]?.type === 'localResponseNormalization',
    );
    return { photograph: { id, title }, answers, faces: new Map(faces), beforeNormalisation };
  } finally {
    await kernel.end();
  }
}

async function addressOf(activation: LayerActivation, theme: Theme): Promise<string> {
  const { height, width, pixels } = faceOf(activation, theme);
  const png = await sharp(pixels, { raw: { height, width, channels: 4 } })
    .png({ palette: true, colours: 16, effort: 10 })
    .toBuffer();
  return `data:image/png;base64,${png.toString('base64')}`;
}

/** What the network is given of a photograph, the central 227 x 227 of 256 x 256, as a JPEG. */
export function croppedJpeg(square: Uint8ClampedArray): Promise<Buffer> {
  const margin = marginOf(INPUT_SIDE);
  return sharp(square, { raw: { width: 256, height: 256, channels: 4 } })
    .extract({ left: margin, top: margin, width: INPUT_SIDE, height: INPUT_SIDE })
    .jpeg({ quality: 82, mozjpeg: true })
    .toBuffer();
}
