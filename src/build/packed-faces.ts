/** The faces of the published network's volumes, as `/faces.json` has them. */
import sharp from 'sharp';
import { faceValuesOf } from '../drawing/layer-face';
import { packValues, type PackedFaces } from '../drawing/packed-faces';
import { rows } from '../model/rows';
import type { Cell } from '../notebook/cell';
import type { Photograph } from '../notebook/messages';
import { croppedJpeg } from './published-look';
import { builtBy, type Published } from './publish';

/** In pixels, of the photograph: it is seen half as wide, on a screen of two pixels a pixel. */
const side = 96;

export async function packFaces(
  cells: readonly Cell[],
  published: Published,
  { id, pixels }: Photograph,
): Promise<PackedFaces> {
  const activations = new Map(
    [...published.values()].flatMap((result) =>
      result.activations.map((each) => [each.layer, each] as const),
    ),
  );
  const picture = await sharp(await croppedJpeg(pixels))
    .resize(side)
    .jpeg({ quality: 70, mozjpeg: true })
    .toBuffer();
  return {
    photograph: id,
    picture: `data:image/jpeg;base64,${picture.toString('base64')}`,
    layers: rows(builtBy(cells, published).network).flatMap(({ layer, output }) => {
      const activation = activations.get(layer.name);
      if (!activation) return [];
      const { values, ...face } = faceValuesOf(activation);
      return [{ layer, output, ...face, steps: packValues({ values, ...face }) }];
    }),
  };
}
