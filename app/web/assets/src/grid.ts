import { once } from "./once";

// Tables of links: one stop for the tab key, and arrows from cell to cell. Without script each link is a stop of its own.
export function grids(root: ParentNode): void {
  for (const table of once<HTMLTableElement>(root, "table[data-grid]")) {
    const links = [...table.querySelectorAll<HTMLElement>("td a")];
    const stop = (link: HTMLElement | undefined): void => links.forEach((a) => (a.tabIndex = a === link ? 0 : -1));
    const at = (row: number, column: number): HTMLElement | null | undefined => table.rows[row]?.cells[column]?.querySelector<HTMLElement>("a");
    stop(links[0]);
    table.addEventListener("focusin", (e) => stop((e.target as HTMLElement).closest("a") ?? undefined));
    table.addEventListener("keydown", (e) => {
      const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[e.key];
      const cell = (e.target as HTMLElement).closest("td");
      if (!step || !cell || e.altKey || e.ctrlKey || e.metaKey) return;
      e.preventDefault();
      let row = (cell.parentElement as HTMLTableRowElement).rowIndex;
      let column = cell.cellIndex;
      do {
        row += step[0]!;
        column += step[1]!;
        if (!table.rows[row]?.cells[column]) return;
      } while (!at(row, column));
      at(row, column)?.focus();
    });
  }
}
