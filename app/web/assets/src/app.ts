// What makes better what works without it. Each part looks for its own data attribute, at the start and in every piece that
// htmx brings.
import "./htmx";
import { choosers } from "./choose";
import { clocks } from "./clock";
import { copies } from "./copy";
import { focusSummary, guardForms } from "./forms";
import { followAddress } from "./langs";
import { grids } from "./grid";
import { printers } from "./print";
import { shares } from "./share";
import { steppers } from "./stepper";
import { themeSwitch } from "./switch";
import { troubles } from "./trouble";
import { uploads } from "./upload";

function enhance(root: ParentNode): void {
  choosers(root);
  clocks(root);
  copies(root);
  grids(root);
  printers(root);
  shares(root);
  steppers(root);
  themeSwitch(root);
  uploads(root);
  focusSummary(root);
}

guardForms();
troubles();
followAddress();
enhance(document);
document.addEventListener("htmx:load", (e) => enhance(e.target as HTMLElement));
