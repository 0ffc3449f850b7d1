/** What reads the cells without running them: fetched with the first edit, as reading alone never asks for it. */
import { ignoreConnectionError } from '../../client/errors/connection';
import { typedNetworks } from '../../client/network/typed-network.svelte';

let wanted = false;

/** Asks for it, unless it is there. */
export function describeCells(): void {
  if (wanted) return;
  wanted = true;
  import('../../export/cells/described').then(
    ({ described }) => typedNetworks.describeWith(described),
    (error: unknown) => {
      wanted = false;
      ignoreConnectionError(error);
    },
  );
}
