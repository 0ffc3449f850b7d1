/** The device's camera: open while the reader wants it and sees the page, never longer. */
import { PHOTOGRAPH_SIDE } from '../../model/photograph';

export type CameraState = 'closed' | 'opening' | 'open';

export class Camera {
  #state = $state.raw<CameraState>('closed');
  #stream = $state.raw<MediaStream | null>(null);
  #trouble = $state.raw<string | null>(null);
  /** Of the camera that is wanted: what opens for another is closed again. */
  #wanted = 0;

  get state(): CameraState {
    return this.#state;
  }

  get stream(): MediaStream | null {
    return this.#stream;
  }

  /** Why there is no picture, and what to do, for the reader; null if nothing is wrong. */
  get trouble(): string | null {
    return this.#trouble;
  }

  async open(): Promise<void> {
    const wanted = ++this.#wanted;
    this.#trouble = null;
    this.#state = 'opening';
    try {
      const stream = await this.#ask();
      if (wanted !== this.#wanted) {
        stop(stream);
        return;
      }
      for (const track of stream.getTracks()) {
        track.addEventListener('ended', () => {
          if (this.#stream === stream)
            this.#fail('The camera has gone: it was unplugged, or another program took it. Open it again.');
        });
      }
      this.#stream = stream;
      this.#state = 'open';
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      if (wanted === this.#wanted) this.#fail(whyRefused(error));
    }
  }

  close(): void {
    this.#wanted++;
    if (this.#stream) stop(this.#stream);
    this.#stream = null;
    this.#state = 'closed';
  }

  /** Closes it as soon as nobody sees the page. Gives the function that ends that, and closes it: for an effect. */
  closeUnseen(): () => void {
    const close = () => {
      if (document.visibilityState === 'hidden') this.close();
    };
    document.addEventListener('visibilitychange', close);
    return () => {
      document.removeEventListener('visibilitychange', close);
      this.close();
    };
  }

  #ask(): Promise<MediaStream> {
    // Browsers give none to pages that came without encryption.
    const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
    if (mediaDevices === undefined) throw new DOMException('No camera for this page.', 'NotSupportedError');
    return mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: 'environment', width: { ideal: 640 }, height: { ideal: 480 } },
    });
  }

  #fail(message: string): void {
    this.close();
    this.#trouble = message;
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

const files = 'Files work all the same.';

/** What a browser's refusal means, and what the reader can do. */
export function whyRefused({ name, message }: Pick<DOMException, 'name' | 'message'>): string {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return `The browser does not let this page use the camera. Allow it in the address bar or in the settings, then try again. ${files}`;
    case 'NotFoundError':
    case 'OverconstrainedError':
      return `This device has no camera that the browser can find. ${files}`;
    case 'NotReadableError':
    case 'AbortError':
      return `Another program or tab has the camera. Close it there, then try again. ${files}`;
    case 'NotSupportedError':
      return `The browser gives this page no camera: it must come over https. ${files}`;
    default:
      return `The camera did not open: “${message}” ${files}`;
  }
}

/**
 * What the camera shows now: the middle square, scaled to 256.
 *
 * @returns RGBA, row by row; null before there is a picture
 */
export function frameOf(video: HTMLVideoElement): Uint8ClampedArray<ArrayBuffer> | null {
  const { videoWidth: width, videoHeight: height } = video;
  const side = Math.min(width, height);
  if (side === 0) return null;
  const canvas = document.createElement('canvas');
  canvas.width = PHOTOGRAPH_SIDE;
  canvas.height = PHOTOGRAPH_SIDE;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(
    video,
    (width - side) / 2,
    (height - side) / 2,
    side,
    side,
    0,
    0,
    PHOTOGRAPH_SIDE,
    PHOTOGRAPH_SIDE,
  );
  return context.getImageData(0, 0, PHOTOGRAPH_SIDE, PHOTOGRAPH_SIDE).data;
}
