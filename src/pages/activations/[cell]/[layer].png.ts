import type { APIRoute, GetStaticPaths } from 'astro';
import { paintActivation } from '../../../build/activation-pictures';
import { courseCells } from '../../../build/course';
import { publish } from '../../../build/publish';
import type { LayerActivation } from '../../../notebook/output';

interface Props {
  activation: LayerActivation;
}

/** For every published layer its first channels side by side. */
export const getStaticPaths: GetStaticPaths = async () => {
  const published = await publish(courseCells);
  return [...published].flatMap(([cell, { activations }]) =>
    activations.map((activation) => ({
      params: { cell, layer: activation.layer },
      props: { activation } satisfies Props,
    })),
  );
};

export const GET: APIRoute<Props> = async ({ props: { activation } }) => {
  const { png } = await paintActivation(activation);
  return new Response(png, { headers: { 'content-type': 'image/png' } });
};
