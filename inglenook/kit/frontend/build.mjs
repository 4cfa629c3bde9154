// `npm run build`: styles and scripts from their sources to static/kit/built.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { geoEqualEarth, geoPath } from "d3-geo";
import * as sass from "sass";
import { feature } from "topojson-client";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "../../../node_modules");
const built = join(here, "../static/kit/built");

const compile = (scheme) =>
  sass.compileString(`@use "scheme" with ($scheme: "${scheme}"); @use "main";`, {
    loadPaths: [here, packages],
    quietDeps: true,
    logger: sass.Logger.silent,
  }).css;

const words = (css) => css.match(/[a-z-]+\([^()]*\)|#[0-9a-f]+|[\w-]+|\s+|./gs);

// The two schemes differ only in colours, so each differing word becomes one custom property
// with a light and a dark value. Half the bytes of two style sheets, and no colour is missed.
function join_schemes(light, dark) {
  const [a, b] = [words(light), words(dark)];
  if (a.length !== b.length) throw new Error("Light and dark differ in more than colours");
  const names = new Map();
  const name = (pair) => names.get(pair) ?? names.set(pair, `--i${names.size}`).get(pair);
  const css = a.map((word, i) => (word === b[i] ? word : `var(${name(`${word}|${b[i]}`)})`)).join("");
  const values = (side) => [...names].map(([pair, key]) => `${key}:${pair.split("|")[side]}`).join(";");
  return (
    `:root{color-scheme:light;${values(0)}}` +
    `@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${values(1)}}}${css}`
  );
}

// Left and right become the start and the end of a line, so that a page in Urdu is the mirror of one in English.
const side = { left: "start", right: "end" };
const mirrored = (css) =>
  css
    .replace(/\b(margin|padding|border)-(left|right)\b/g, (_, edge, to) => `${edge}-inline-${side[to]}`)
    .replace(/(?<=[{;]\s*)(left|right)(?=:)/g, (to) => `inset-inline-${side[to]}`)
    .replace(/(?<=text-align:\s*)(left|right)\b/g, (to) => side[to]);

const compressed = (css) => sass.compileString(css, { syntax: "css", style: "compressed" }).css;

const copies = {
  "nhsuk-frontend.js": join(packages, "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.js"),
  "htmx.js": join(packages, "htmx.org/dist/htmx.min.js"),
  "inglenook.js": join(here, "inglenook.js"),
};
// The typefaces of letters, all under the SIL Open Font License: for Latin letters the one that the Braille Institute
// made for people with low vision, for the others Noto.
const typefaces = {
  "atkinson-hyperlegible-next": ["400Regular", "400Regular_Italic", "700Bold"],
  "noto-nastaliq-urdu": ["400Regular", "700Bold"],
  "noto-sans-gurmukhi": ["400Regular", "700Bold"],
  "noto-sans-bengali": ["400Regular", "700Bold"],
};
const camel = (name) => name.replace(/(^|-)./g, (start) => start.at(-1).toUpperCase());
const icons = ["arrow-up-down", "arrow-up", "arrow-down", "cross"].map((name) => `nhsuk-icon-${name}.svg`);

for (const folder of ["images", "fonts"]) mkdirSync(join(built, folder), { recursive: true });
writeFileSync(join(built, "inglenook.css"), compressed(mirrored(join_schemes(compile("light"), compile("dark")))));
for (const [name, source] of Object.entries(copies)) {
  // Source maps are not served, so nothing may point to them.
  writeFileSync(join(built, name), readFileSync(source, "utf8").replace(/\/\/# sourceMappingURL=.*/, ""));
}
for (const icon of icons) {
  copyFileSync(join(packages, "nhsuk-frontend/dist/nhsuk/assets/images", icon), join(built, "images", icon));
}
for (const [typeface, weights] of Object.entries(typefaces)) {
  const source = join(packages, "@expo-google-fonts", typeface);
  for (const weight of weights) {
    const font = `${camel(typeface)}_${weight}.ttf`;
    copyFileSync(join(source, weight, font), join(built, "fonts", font));
  }
  copyFileSync(join(source, "LICENSE_FONT"), join(built, "fonts", `LICENSE-${typeface}`));
}
// The world of Natural Earth (public domain) in the Equal Earth projection, which keeps areas: each country by its ISO
// number, with its outline and its middle. Small ones, which the coarse outlines leave out, have a middle only.
const atlas = (detail) => {
  const world = JSON.parse(readFileSync(join(packages, `world-atlas/countries-${detail}.json`), "utf8"));
  return feature(world, world.objects.countries);
};
const coarse = atlas("110m");
const drawn = geoPath(geoEqualEarth().fitWidth(960, { type: "Sphere" })).digits(0);
const world = {};
for (const { id, geometry } of atlas("50m").features) {
  if (id) world[id] = { at: drawn.centroid(geometry).map(Math.round), shape: "" };
}
for (const { id, geometry } of coarse.features) {
  if (id) world[id] = { at: drawn.centroid(geometry).map(Math.round), shape: drawn(geometry) };
}
writeFileSync(join(built, "world.json"), JSON.stringify(world));

for (const name of ["inglenook.css", ...Object.keys(copies)]) {
  const small = gzipSync(readFileSync(join(built, name)), { level: 9 });
  writeFileSync(join(built, `${name}.gz`), small); // the server sends it where it lies beside the file
  console.log(`${name.padEnd(20)} ${(small.length / 1000).toFixed(1)} kB compressed`);
}
