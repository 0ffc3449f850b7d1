/** Another network, and with it other numbers in rail, stepper and widgets. */
import { chosenNetwork } from '../network/chosen-network.svelte';
import { ownTimes } from '../trace/layer-times.svelte';
import { ownTraces } from '../trace/traces.svelte';

/** @param name of one that the kernel holds; null for the one that the page looks at by itself */
export function chooseNetwork(name: string | null): void {
  if ((chosenNetwork.current?.name ?? null) === name) return;
  chosenNetwork.choose(name);
  ownTimes.forget();
  ownTraces.outdate();
  void ownTraces.trace();
}
