import type { APIRoute, GetStaticPaths } from 'astro';
import { paintActivation, paintFace } from '../../../build/activation-pictures';
import { courseCells } from '../../../build/course';
import { publish } from '../../../build/publish';
import type { LayerActivation } from '../../../notebook/output';

interface Props {
  activation: LayerActivation;
  alone: boolean;
}

/** For every published layer `LAYER.png`, its first channels side by side, and for images `LAYER-face.png`, one channel alone. */
export const getStaticPaths: GetStaticPaths = async () => {
  const published = await publish(courseCells);
  return [...published].flatMap(([cell, { activations }]) =>
    activations.flatMap((activation) =>
      (activation.shape.length === 3 ? [false, true] : [false]).map((alone) => ({
        params: { cell, layer: activation.layer + (alone ? '-face' : '') },
        props: { activation, alone } satisfies Props,
      })),
    ),
  );
};

export const GET: APIRoute<Props> = async ({ props: { activation, alone } }) => {
  const { png } = await (alone ? paintFace : paintActivation)(activation);
  return new Response(png, { headers: { 'content-type': 'image/png' } });
};
