/** What can be compared: the family, and what the reader's notebook holds. */
import { FAMILY, type Member } from '../../model/family/family';
import type { Network } from '../../model/layer';
import type { HeldNetwork } from '../../notebook/messages';

export interface Subject {
  id: string;
  title: string;
  network: Network;
  /** Null for a network of the reader's. */
  member: Member | null;
}

export const MEMBERS: readonly Subject[] = FAMILY.map((member) => ({
  id: member.id,
  title: member.title,
  network: member.network(),
  member,
}));

/** The reader's, by the names that their cells have for them. */
export function ownSubjects(held: readonly HeldNetwork[]): Subject[] {
  return held.map(({ name, network }) => ({
    id: name === null ? 'own' : `own-${name}`,
    title: name === null ? 'Yours' : `Yours: ${name}`,
    network,
    member: null,
  }));
}
