import { siteUrl } from '../client/addresses/site-url';
import type { PublishedActivations } from '../notebook/trace';
import type { Cell } from '../notebook/cell';
import { paintActivation } from './activation-pictures';
import { publishedPhotograph, type Published } from './publish';

/** Addresses and ranges of the pictures that the layers of these cells made when the site was built. */
export async function publishedPictures(
  cells: readonly Cell[],
  published: Published,
): Promise<PublishedActivations> {
  const pictures = await Promise.all(
    cells.flatMap(({ id }) =>
      (published.get(id)?.activations ?? []).map(async (activation) => {
        const { width, height, channels } = await paintActivation(activation);
        const { layer, minimum, maximum } = activation;
        const src = siteUrl(`activations/${id}/${layer}.png`);
        return [layer, { src, width, height, channels, minimum, maximum }] as const;
      }),
    ),
  );
  return { photograph: publishedPhotograph.title, layers: Object.fromEntries(pictures) };
}
