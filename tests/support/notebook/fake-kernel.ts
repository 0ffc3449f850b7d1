import { nextRequest, receive, type Requested, type Session } from '../../../src/notebook/session';
import type { Event, Request } from '../../../src/notebook/messages';
import type { Recording } from '../../../src/notebook/recording';

type RunRequest = Extract<Request, { type: 'run' }>;

/**
 * A kernel whose scope is the list of sources it ran: a cell prints all of them. A source with '!' in it
 * throws, one without a word does nothing. What a slow cell with '?' in it makes cannot be recalled. Events lie in `events` until the test hands them on.
 */
export class FakeKernel {
  #scope: string[] = [];
  events: Event[] = [];

  run({ runId, fresh, steps }: RunRequest): void {
    if (fresh) this.#scope = [];
    let outcome: 'done' | 'error' = 'done';
    for (const { cellId, source, isSlow, recalled } of steps) {
      if (source.trim() !== '') this.#scope.push(source);
      outcome = source.includes('!') ? 'error' : 'done';
      const text = this.#scope.join(' ');
      const recording = isSlow && outcome === 'done' && !recalled && { recording: recordingOf(source) };
      this.events.push({ type: 'cell-started', runId, cellId });
      if (!recalled) {
        this.events.push({ type: 'output', runId, cellId, output: { kind: 'text', stream: 'out', text } });
      }
      this.events.push({ type: 'cell-ended', runId, cellId, outcome, milliseconds: 1, ...recording });
      if (outcome === 'error') break;
    }
    this.events.push({ type: 'run-ended', runId, outcome, tensors: 0, bytes: 0 });
  }

  /** A new kernel; what the old one had posted and nobody heard is still on its way. */
  restart(): void {
    this.#scope = [];
  }
}

function recordingOf(source: string): Recording | null {
  return source.includes('?') ? null : { fits: [] };
}

/** Hands the request to the kernel. */
export function post({ session, request }: Requested, kernel: FakeKernel): Session {
  if (request) kernel.run(request);
  return session;
}

/** Hands over at most this many events, as the page does. */
export function deliver(session: Session, kernel: FakeKernel, count = Infinity): Session {
  let after = session;
  for (let i = 0; i < count; i++) {
    const event = kernel.events.shift();
    if (!event) break;
    after = post(nextRequest(receive(after, event, i)), kernel);
  }
  return after;
}
