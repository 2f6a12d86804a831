/* The line below the tab that is open. */
(one) => {
  const style = getComputedStyle(one, "::before");
  return `${style.borderBlockEndStyle} ${style.borderBlockEndWidth}`;
}
