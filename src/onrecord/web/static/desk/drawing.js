// The whole desk, drawn anew.
import { byId } from "../dom.js";
import { drawCard } from "./card.js";
import { drawArticlePane, drawEmpty } from "./pane.js";
import { drawRail } from "./rail.js";
import { card } from "./state.js";

export function draw({ scroll = true } = {}) {
  const one = card();
  drawRail();
  byId("bar").hidden = !one;
  if (!one) { drawEmpty(); return; }
  drawCard(one);
  drawArticlePane(one, scroll); // last: it asks where the words stand, and all should be laid out once
}
