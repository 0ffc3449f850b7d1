import { siteUrl } from '../client/addresses/site-url';
import type { PublishedActivations } from '../notebook/trace';
import type { Cell } from '../notebook/cell';
import { pictureSize, picturedBy } from './activation-pictures';
import { publishedPhotograph, type Published } from './publish';

/** Addresses and ranges of the pictures that the layers of these cells made when the site was built. */
export function publishedPictures(cells: readonly Cell[], published: Published): PublishedActivations {
  const pictures = cells.flatMap(({ id }) =>
    picturedBy(published.get(id)?.activations ?? []).map(({ activation, channels }) => {
      const { layer, minimum, maximum } = activation;
      const src = siteUrl(`activations/${id}/${layer}`);
      return [
        layer,
        { src, ...pictureSize(activation, channels.length), channels, minimum, maximum },
      ] as const;
    }),
  );
  return { photograph: publishedPhotograph.title, layers: Object.fromEntries(pictures) };
}
