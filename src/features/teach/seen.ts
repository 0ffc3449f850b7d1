/** What the learned network makes of each picture: asked once. */

/** A picture's features. */
export type See = (picture: string) => Promise<Float32Array>;

export class Seen {
  readonly #see: See;
  readonly #features = new Map<string, Float32Array>();

  constructor(see: See) {
    this.#see = see;
  }

  async of(picture: string): Promise<Float32Array> {
    const known = this.#features.get(picture);
    if (known !== undefined) return known;
    const features = await this.#see(picture);
    this.#features.set(picture, features);
    return features;
  }
}
