// Makes the two type files that every page loads smaller: the letters of our languages and the weights that the styles use.
// npm runs it after an install; the build takes the whole files where it did not run.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";

const between = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join("");
// The same as the unicode-range of these files in fonts.css.
const letters = between(0x20, 0x7e) + between(0xa0, 0xff) + "\u0131\u0152\u0153\u02c6\u02da\u02dc" + between(0x2010, 0x2015) +
  "\u2018\u2019\u201a\u201c\u201d\u201e\u2022\u2026\u202f\u2039\u203a\u20ac\u2122\u2191\u2193\u2212";
const files = [
  ["inter", "inter-latin-wght-normal.woff2", 400, 700],
  ["bricolage-grotesque", "bricolage-grotesque-latin-wght-normal.woff2", 600, 700],
];

const modules = new URL("node_modules/", import.meta.url);
mkdirSync(new URL("hubittaako-fonts/", modules), { recursive: true });
for (const [family, file, min, max] of files) {
  const whole = readFileSync(new URL(`@fontsource-variable/${family}/files/${file}`, modules));
  const part = await subsetFont(whole, letters, { targetFormat: "woff2", variationAxes: { wght: { min, max } } });
  writeFileSync(new URL(`hubittaako-fonts/${file}`, modules), part);
}
