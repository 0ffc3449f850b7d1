/** A link to a layer leads to the stepper, wherever on the page it stands: it wakes when it is seen. */
const follow = () => {
  if (!/^#(layer|unit)=/.test(location.hash)) return;
  const stepper = document.querySelector('astro-island:has([data-stepper])')?.firstElementChild;
  const place = stepper?.closest('section') ?? stepper;
  if (place && !place.contains(document.activeElement)) place.scrollIntoView();
};
document.addEventListener('astro:page-load', follow);
