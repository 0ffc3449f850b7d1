/** The reader's classes in this tab: shown at once, kept on the device, and shared with the other tabs. */
import { unexpected } from '../../client/errors/unexpected';
import { channelOfTabs } from '../../client/keeping/channel';
import { StoreRefusal } from '../../client/keeping/store';
import { changeTaught, readTaught, type TaughtClass, type TaughtStep } from '../../client/keeping/taught';
import { bringBack, START } from './classes';
import { Pictures } from './pictures';

interface Undo {
  /** What was done, for the reader. */
  done: string;
  step: TaughtStep;
}

export class Collection {
  readonly pictures = new Pictures();
  #classes = $state.raw<readonly TaughtClass[]>(START);
  #notKept = $state.raw<string | null>(null);
  #undo = $state.raw<Undo | null>(null);
  #channel: BroadcastChannel | null = null;
  /** Changes that are on their way to the device. */
  #writing = 0;
  #writes = Promise.resolve();
  #opened: Promise<void> | null = null;

  get classes(): readonly TaughtClass[] {
    return this.#classes;
  }

  /** Why nothing is kept, for the reader; null while all is. */
  get notKept(): string | null {
    return this.#notKept;
  }

  /** The last thing that was taken away, for the reader; null if nothing can be brought back. */
  get undoable(): string | null {
    return this.#undo?.done ?? null;
  }

  /** Takes up what the device keeps, and from then on what other tabs do. */
  open(): Promise<void> {
    this.#opened ??= this.#read().then(() => {
      this.#channel = channelOfTabs('taught');
      this.#channel?.addEventListener('message', () => void this.#read());
    });
    return this.#opened;
  }

  /**
   * Takes a step on the classes.
   *
   * @param done what it takes away, for the reader, who can have it back
   */
  change(step: TaughtStep, done: string | null = null): void {
    const before = this.#classes;
    this.#classes = orStart(step(before));
    this.#undo = done === null ? this.#undo : { done, step: bringBack(before) };
    this.#write((kept) => step(orStart(kept)));
  }

  /** Brings back what was taken away last. */
  undo(): void {
    const undo = this.#undo;
    if (undo === null) return;
    this.#undo = null;
    this.change(undo.step);
  }

  async #read(): Promise<void> {
    try {
      const { classes, pictures } = await readTaught();
      for (const [id, picture] of pictures) this.pictures.files.set(id, picture);
      // What is still to be written will bring the news with it.
      if (this.#writing === 0) this.#classes = orStart(classes);
    } catch (error) {
      // Of a store that is refused the reader is told when there is something to keep.
      if (!(error instanceof StoreRefusal)) unexpected(error);
    }
  }

  #write(step: TaughtStep): void {
    this.#writing++;
    this.#writes = this.#writes.then(async () => {
      try {
        // After a refusal everything is tried again: what the device lacks would be lost with the next step.
        const isBehind = this.#notKept !== null;
        const kept = await changeTaught(isBehind ? bringBack(this.#classes) : step, this.pictures.files);
        this.#notKept = null;
        this.#channel?.postMessage(null);
        if (this.#writing === 1) this.#classes = orStart(kept);
      } catch (error) {
        if (error instanceof StoreRefusal) this.#notKept = whyNotKept(error);
        else unexpected(error);
      } finally {
        this.#writing--;
      }
    });
  }
}

/** Nothing is kept at first, and after everything was forgotten. */
function orStart(classes: readonly TaughtClass[]): readonly TaughtClass[] {
  return classes.length > 0 ? classes : START;
}

function whyNotKept({ isFull }: StoreRefusal): string {
  return isFull
    ? 'This device has no room left: what you add now lasts until this tab is closed.'
    : 'This browser lets the page keep nothing, as in some private windows: your classes last until this tab is closed.';
}
