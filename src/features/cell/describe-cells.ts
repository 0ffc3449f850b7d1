/** What reads the cells without running them: fetched with the first edit, as reading alone never asks for it. */
import { ignoreConnectionError } from '../../client/errors/connection';
import { tabSession } from '../../client/document/tab-session.svelte';
import { typedNetworks } from '../../client/network/typed-network.svelte';

let wanted = false;

/** Asks for it, unless it is there. */
export function describeCells(): void {
  if (wanted) return;
  wanted = true;
  Promise.all([import('../../export/cells/described'), import('../../client/network/typed-networks')]).then(
    ([{ described }, { TypedNetworks }]) =>
      typedNetworks.use(new TypedNetworks(() => tabSession.current, described)),
    (error: unknown) => {
      wanted = false;
      ignoreConnectionError(error);
    },
  );
}
