import type { LayerActivation } from '../../notebook/output';

/** What the live layers gave on a photograph, by layer name. */
export interface LiveActivations {
  photograph: string;
  layers: ReadonlyMap<string, LayerActivation>;
}

/** The same from the build: a picture of the first channels side by side, for the page before any run. */
export interface PublishedActivations {
  photograph: string;
  layers: Readonly<Record<string, PublishedActivation>>;
}

export interface PublishedActivation {
  /** Address of the sprite: `channels` square pictures side by side, coloured already. */
  src: string;
  channels: number;
  /** Of the whole layer. */
  minimum: number;
  maximum: number;
}
