/** What stands on the volumes' faces: the photograph, and of each layer what it made of it, as far as that is known. */
import { untrack } from 'svelte';
import type { Theme } from '../../drawing/colour-scale';
import { faceValuesOf, paintFace, type FaceValues } from '../../drawing/layer-face';
import { sharedLayers, unpackValues, type PackedFace, type PackedFaces } from '../../drawing/packed-faces';
import { INPUT_SIDE, photographCrop } from '../../model/photograph';
import type { Row } from '../../model/rows';
import type { Photograph } from '../../notebook/messages';
import type { LayerActivation } from '../../notebook/output';
import { outputOf, type Trace } from '../../notebook/trace';
import { siteUrl } from '../addresses/site-url';
import { fetchFile, isConnectionError } from '../errors/connection';
import { photograph } from '../photograph/chosen-photograph.svelte';
import { pictureAddress } from './face-picture';
import { shown, traces } from './shown.svelte';

/** Addresses of pictures by layer; that of the photograph is the input's, null. */
export type Faces = ReadonlyMap<string | null, string>;

interface PublishedFaces {
  photograph: string;
  picture: string;
  layers: readonly (Omit<PackedFace, 'steps'> & FaceValues)[];
}

class VolumeFaces {
  #published = $state.raw<PublishedFaces | null>(null);
  /** Of what was traced, one after the other: each is looked for among up to 290,000 numbers. */
  #traced = $state.raw<ReadonlyMap<LayerActivation, FaceValues>>(new Map());
  #photograph = $state.raw<{ of: string; address: string } | null>(null);
  #addresses: Record<Theme, WeakMap<FaceValues, string>> = { light: new WeakMap(), dark: new WeakMap() };

  constructor() {
    if (typeof document === 'undefined') return;
    void this.#fetch();
    $effect.root(() => {
      $effect(() => {
        const trace = traces.current;
        // It looks at what it has found so far, and is not to begin anew for that.
        if (trace) untrack(() => void this.#look(trace));
      });
      $effect(() => {
        const { id } = photograph;
        if (this.#published && id !== this.#published.photograph)
          untrack(() => void this.#showPhotograph(id));
      });
    });
  }

  /**
   * Of the layers of a network. A layer that nothing is known of has none; what was published is true as far as the
   * network is the published one, and for its photograph.
   */
  of(rows: readonly Row[], theme: Theme): Faces {
    const faces: [string | null, string][] = [];
    const published = this.#published;
    const isPublished = photograph.id === published?.photograph;
    const picture = isPublished ? published.picture : this.#photographOf(photograph.id);
    if (picture !== null) faces.push([null, picture]);
    const shared = isPublished && shown.weights !== 'learned' ? sharedLayers(published.layers, rows) : 0;
    for (const [index, row] of rows.entries()) {
      const given = outputOf(traces.current, row);
      const face = given ? this.#traced.get(given) : index < shared ? published?.layers[index] : undefined;
      if (face) faces.push([row.layer.name, this.#addressOf(face, theme)]);
    }
    return new Map(faces);
  }

  #photographOf(id: string): string | null {
    return this.#photograph?.of === id ? this.#photograph.address : null;
  }

  #addressOf(face: FaceValues, theme: Theme): string {
    const known = this.#addresses[theme].get(face);
    const address = known ?? pictureAddress(paintFace(face, theme));
    if (known === undefined) this.#addresses[theme].set(face, address);
    return address;
  }

  async #look({ outputs, photograph }: Trace): Promise<void> {
    const isCurrent = () => traces.current?.outputs === outputs;
    this.#take(photograph);
    this.#traced = new Map();
    for (const activation of outputs.values()) {
      const face = faceValuesOf(activation);
      this.#traced = new Map([...this.#traced, [activation, face]]);
      // Each in a task of its own: the page stays free, and the photograph is seen to pass.
      await new Promise((resolve) => setTimeout(resolve));
      if (!isCurrent()) return;
    }
  }

  async #showPhotograph(id: string): Promise<void> {
    try {
      const given = await photograph.decoded();
      if (given.id === id) this.#take(given);
    } catch (error) {
      // Whoever chose it has been told.
      if (!isConnectionError(error)) throw error;
    }
  }

  #take({ id, pixels }: Photograph): void {
    const crop = photographCrop(pixels, INPUT_SIDE, INPUT_SIDE);
    if (crop === null) return;
    const face = { height: INPUT_SIDE, width: INPUT_SIDE, pixels: crop };
    this.#photograph = { of: id, address: pictureAddress(face, 'image/jpeg') };
  }

  async #fetch(): Promise<void> {
    try {
      const packed = await fetchFile(
        siteUrl('faces.json'),
        (response) => response.json() as Promise<PackedFaces>,
        'The pictures on the volumes did not come.',
      );
      this.#published = {
        ...packed,
        layers: packed.layers.map((face) => ({ ...face, values: unpackValues(face) })),
      };
    } catch (error) {
      // The volumes stand without pictures.
      if (!isConnectionError(error)) throw error;
    }
  }
}

export const volumeFaces = new VolumeFaces();
