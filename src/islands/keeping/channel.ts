/** Where tabs tell each other that what is kept has changed. */
export const channelName = 'alexnet.kept';
