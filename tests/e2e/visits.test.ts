/** Two of the random visits of `npm run visits`: between them they do all that a visit may be made of. */
import { test } from '@playwright/test';
import { expectVisitEndsAsFresh } from '../visits/expect-as-fresh';

for (const seed of [30, 54]) {
  test(`visit ${seed} ends as a fresh notebook`, ({ browser }) => expectVisitEndsAsFresh(browser, seed));
}
