/** Every weight of the course is derived from it, at build and in the page alike: what is published is what a reader gets. */
export const courseSeed = 2012;
