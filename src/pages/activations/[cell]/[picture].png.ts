import type { APIRoute, GetStaticPaths } from 'astro';
import { paintActivation, picturedBy } from '../../../build/activation-pictures';
import { courseCells } from '../../../build/course';
import { publish } from '../../../build/publish';
import { themes, type Theme } from '../../../drawing/colour-scale';
import type { LayerActivation } from '../../../notebook/output';
import { pictureName, type Scaling } from '../../../notebook/trace';

interface Props {
  activation: LayerActivation;
  channels: readonly number[];
  theme: Theme;
  scaling: Scaling;
}

/** For every published layer its channels side by side, in each theme, on one scale and each on its own; a vector's bars in each theme. */
export const getStaticPaths: GetStaticPaths = async () => {
  const published = await publish(courseCells);
  return [...published].flatMap(([cell, { activations }]) =>
    picturedBy(activations).flatMap(({ activation, channels }) => {
      const scalings: readonly Scaling[] = channels.length === 0 ? ['shared'] : ['shared', 'own'];
      return scalings.flatMap((scaling) =>
        themes.map((theme) => ({
          params: { cell, picture: activation.layer + pictureName(theme, scaling) },
          props: { activation, channels, theme, scaling } satisfies Props,
        })),
      );
    }),
  );
};

export const GET: APIRoute<Props> = async ({ props: { activation, channels, theme, scaling } }) => {
  const png = await paintActivation(activation, channels, theme, scaling);
  return new Response(png, { headers: { 'content-type': 'image/png' } });
};
