/** A few of the random visits that `npm run visits` makes by the dozen. */
import { test } from '@playwright/test';
import { expectVisitEndsAsFresh } from '../visits/expect-as-fresh';

for (const seed of [1, 2]) {
  test(`visit ${seed} ends as a fresh notebook`, ({ browser }) => expectVisitEndsAsFresh(browser, seed));
}
