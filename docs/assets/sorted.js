/* Places in lists that are in order. */

/** How many of the numbers in `sorted` are not above `number`; `of` is what a number is of each, where they are none. */
export function countUpTo(sorted, number, of = (one) => one) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(sorted[middle]) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}
