/** Which of the kernel's networks the page looks at: rail, stepper, strips, numbers, times and export follow it. */
import type { HeldNetwork } from '../../notebook/messages';
import { kernel } from '../kernel/kernel.svelte';

class ChosenNetwork {
  #name = $state<string | null>(null);

  /** Null for the one that the page looks at by itself; also while the kernel holds none of the name that was chosen. */
  get current(): HeldNetwork | null {
    return kernel.networks.slice(1).find(({ name }) => name !== null && name === this.#name) ?? null;
  }

  /** Those that can be chosen, the one that the page looks at by itself first. */
  get all(): readonly HeldNetwork[] {
    return kernel.networks;
  }

  /** @param name null for the one that the page looks at by itself */
  choose(name: string | null): void {
    this.#name = name;
  }
}

export const chosenNetwork = new ChosenNetwork();
