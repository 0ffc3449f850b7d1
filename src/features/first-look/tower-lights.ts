/** The drawing of the network shows what its layers made of a photograph. */
import { themed, type Themed } from '../../drawing/colour-scale';
import { faceOf, type Face } from '../../drawing/layer-face';
import { INPUT_SIDE, photographCrop } from '../../model/photograph';
import type { Photograph } from '../../notebook/messages';
import type { LayerActivation } from '../../notebook/output';
import type { Lens } from './lens';

/** Milliseconds between two layers: all thirty are lit in less than a second. */
const pace = 25;

export class TowerLights {
  readonly #figure: HTMLElement;
  readonly #lens: Lens;
  /** Of what is lit now: a later photograph takes its place. */
  #lit = 0;

  /**
   * @param figure holds the tower, whose layers say their names
   * @param lens enlarges one of them
   */
  constructor(figure: HTMLElement, lens: Lens) {
    this.#figure = figure;
    this.#lens = lens;
  }

  /** Shows the photograph, and puts the layers out. */
  showPhotograph({ title, pixels }: Photograph): void {
    this.#lit++;
    const crop = photographCrop(pixels, INPUT_SIDE, INPUT_SIDE);
    if (crop === null) throw new Error('The photograph is smaller than the network’s input.');
    const address = addressOf({ height: INPUT_SIDE, width: INPUT_SIDE, pixels: crop }, 'image/jpeg');
    for (const volume of this.#figure.querySelectorAll<HTMLElement>('[data-layer]')) {
      if (volume.dataset['layer'] === 'photograph') light(volume, { light: address, dark: address });
      else delete volume.dataset['lit'];
    }
    this.#lens.photographIs(title);
  }

  /** Lights one layer after the other. */
  async show(activations: readonly LayerActivation[]): Promise<void> {
    const lit = ++this.#lit;
    for (const activation of activations) {
      const volume = this.#figure.querySelector<HTMLElement>(`[data-layer='${activation.layer}']`);
      if (volume)
        light(
          volume,
          themed((theme) => addressOf(faceOf(activation, theme))),
        );
      this.#lens.refresh(activation.layer);
      // Each in a task of its own: the page stays free, and the order is seen.
      await new Promise((resolve) => setTimeout(resolve, pace));
      if (lit !== this.#lit) return;
    }
  }
}

function light(volume: HTMLElement, addresses: Themed<string>): void {
  for (const image of volume.querySelectorAll('image')) {
    image.setAttribute('href', addresses[image.classList.contains('only-dark') ? 'dark' : 'light']);
  }
  volume.dataset['lit'] = '';
}

/** @param type of the picture: a photograph is packed soonest as a JPEG, few sharp squares as a PNG */
function addressOf({ height, width, pixels }: Face, type = 'image/png'): string {
  const canvas = document.createElement('canvas');
  [canvas.height, canvas.width] = [height, width];
  // Kept in memory: to read thirty pictures back from the graphics card keeps the page busy for most of a second.
  canvas
    .getContext('2d', { willReadFrequently: true })
    ?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas.toDataURL(type);
}
