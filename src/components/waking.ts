/**
 * When a component comes alive after its page: as soon as the browser is idle, or after this time, in milliseconds. A
 * browser that says nothing of being idle would leave it asleep until the mouse moves.
 */
export const WAKING = { timeout: 500 };
