import type { Photograph, Event, Request } from '../../notebook/protocol';
import type { LiveActivations } from './activations';

export type TraceAnswer = Extract<Event, { type: 'traced' | 'trace-failed' }>;

/** What the layers last gave on the chosen photograph. A layer that is gone keeps its own, for a stale cell that still shows it. */
export class LiveTrace {
  #activations = $state.raw<LiveActivations>({});
  #id = 0;
  #photograph = '';

  get activations(): LiveActivations {
    return this.#activations;
  }

  /** Begins another trace: answers to earlier ones are no longer wanted. */
  begin(): number {
    return ++this.#id;
  }

  /** Whether no other has begun since. */
  isWanted(traceId: number): boolean {
    return traceId === this.#id;
  }

  request(traceId: number, photograph: Photograph): Extract<Request, { type: 'trace' }> {
    this.#photograph = photograph.title;
    return { type: 'trace', traceId, photograph };
  }

  /** @returns why there are no pictures, if there are none */
  receive(answer: TraceAnswer): string | null {
    if (!this.isWanted(answer.traceId)) return null;
    if (answer.type === 'trace-failed') return answer.message;
    const photograph = this.#photograph;
    const given = answer.activations.map(
      (activation) => [activation.layer, { ...activation, photograph }] as const,
    );
    this.#activations = { ...this.#activations, ...Object.fromEntries(given) };
    return null;
  }
}
