// How long Typst takes over the made report.
//
//   node typst.mjs DIR FONTS ROUNDS STANDARD      STANDARD: "ua-1" or "none"
//
// Prints: first compilation, median of the later ones (each after a change of the text,
// with everything remembered that can be), in milliseconds of the wall clock, and the
// size of the file.  Loading Node.js and the compiler is not counted.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const [dir, fonts, rounds, standard] = process.argv.slice(2);
const main = join(resolve(dir), 'report.typ'), source = readFileSync(main, 'utf8');
const options = standard === 'none' ? {} : { pdfStandard: standard };
const compiler = NodeCompiler.create({ workspace: resolve(dir), fontArgs: [{ fontPaths: [resolve(fonts)] }] });
const times = [];
let pdf;

for (let i = 0; i <= Number(rounds); i++) {
  const from = performance.now();
  compiler.addSource(main, source + `\nRad ${i}.\n`);
  pdf = compiler.pdf({ mainFilePath: main }, options);
  times.push(performance.now() - from);
}
writeFileSync(join(dir, 'typst.pdf'), pdf);
const warm = times.slice(1).sort((a, b) => a - b);
console.log(`${times[0].toFixed(1)} ${warm[Math.floor(warm.length / 2)].toFixed(1)} ${pdf.length}`);
