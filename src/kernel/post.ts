import type { Event } from '../notebook/messages';

/**
 * Sends the page an event.
 * @param transfer buffers of the event that the kernel has done with
 */
export type Post = (event: Event, transfer?: Transferable[]) => void;
