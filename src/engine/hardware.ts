/** The browser's two ways to the GPU. */
import { isSoftware } from './choose-backend';

/** Asks the browser for each at most once, and only when it is wanted: that takes up to half a second. */
export class Hardware {
  #gl: WebGL2RenderingContext | null | undefined;
  #adapter: Promise<GPUAdapter | null> | undefined;

  /** A WebGL 2 context, or null. */
  get gl(): WebGL2RenderingContext | null {
    if (this.#gl === undefined) this.#gl = makeContext();
    return this.#gl;
  }

  /** What WebGL calls the hardware; null without WebGL 2. */
  get renderer(): string | null {
    return this.gl && rendererOf(this.gl);
  }

  /** An adapter of WebGPU, hardware or not; null if there is none. */
  adapter(): Promise<GPUAdapter | null> {
    return (this.#adapter ??= requestAdapter());
  }

  /** What WebGPU calls the adapter; null if there is none, or it is no hardware. */
  async adapterName(): Promise<string | null> {
    const info = (await this.adapter())?.info;
    if (!info) return null;
    const { vendor, architecture, device, description, isFallbackAdapter } = info;
    const name = [vendor, architecture, device, description].filter((part) => part !== '').join(' ');
    return isFallbackAdapter || isSoftware(name) ? null : name || 'a GPU without a name';
  }

  /** Gives back what nobody computes on. @param used of the backend that runs; null if it is no WebGL */
  release(used: WebGL2RenderingContext | null): void {
    if (this.#gl && this.#gl !== used) this.#gl.getExtension('WEBGL_lose_context')?.loseContext();
  }
}

/**
 * A WebGL 2 context of our own: TensorFlow.js refuses software renderers, and its way to an OffscreenCanvas throws in
 * Safari's workers.
 */
function makeContext(): WebGL2RenderingContext | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  return new OffscreenCanvas(1, 1).getContext('webgl2', {
    alpha: false,
    antialias: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
    depth: false,
    stencil: false,
  });
}

function rendererOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

async function requestAdapter(): Promise<GPUAdapter | null> {
  if (typeof navigator === 'undefined' || !('gpu' in navigator)) return null;
  // Browsers refuse by null, and by errors of several types where the GPU process fails: there is no WebGPU either way.
  return navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }).catch((error: unknown) => {
    console.warn(error);
    return null;
  });
}
