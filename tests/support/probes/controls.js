/* What stands for a control that is drawn elsewhere: the label of a hidden field, the area that a link is stretched over. */
() => {
  const looks = (one, pseudo) => {
    const style = getComputedStyle(one, pseudo);
    const outline = style.outlineStyle === "none" ? "" : `${style.outlineColor} ${style.outlineOffset}`;
    return `${style.outlineStyle} ${style.outlineWidth} ${style.boxShadow} ${outline}`;
  };
  const stand_in = (one) => {
    const box = one.getBoundingClientRect();
    if (box.width > 1 && box.height > 1) return one;
    if (one.matches(".md-option")) return one.nextElementSibling; // the switch of colors
    return document.querySelector(`label[for="${CSS.escape(one.id)}"]`) ?? one;
  };
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const groups = new Set();
  window.walk = {
    looks: (one) => [looks(one), looks(one, "::after"), looks(stand_in(one))],
    stand_in,
    all: [...document.querySelectorAll(
      "a[href], button, input, select, textarea, summary, [tabindex], audio[controls], video[controls]"
    )].filter((one) => {
      if (one.matches(".md-skip")) return one.closest("[data-md-component=skip]") === null;
      if (one.disabled || one.tabIndex < 0 || one.matches(".md-toggle")) return false;
      if (!shown(stand_in(one))) return false;
      if (stand_in(one) !== one && one.type !== "radio" && one.type !== "checkbox") return false;
      if (one.type === "radio" && !one.checked && !one.matches(".md-option")) return false;
      return true;
    }),
  };
  window.walk.rest = new Map(window.walk.all.map((one) => [one, walk.looks(one)]));
}
