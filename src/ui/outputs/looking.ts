/** How a network that a cell trained is looked into. */
export interface Looking {
  /** The name of the network that was chosen; null for the one that pages look at by themselves. */
  chosen: string | null;
  /** Names of those that can be chosen. */
  names: readonly string[];
  choose: (name: string | null) => void;
}
