// Files of JSON against a schema; and of SARIF, that every result has its rule.
//
//   node schema.mjs SCHEMA FILE...
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';

const [schema, ...files] = process.argv.slice(2);
const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false })
  .compile(JSON.parse(readFileSync(schema, 'utf8')));
let failed = 0;

for (const file of files) {
  const data = JSON.parse(readFileSync(file, 'utf8'));
  const faults = valid(data) ? [] : valid.errors.map((e) => `${e.instancePath} ${e.message}`);
  for (const run of data.runs ?? []) {
    const rules = new Set(run.tool.driver.rules.map((r) => r.id));
    for (const r of run.results)
      if (!rules.has(r.ruleId))
        faults.push(`no rule ${r.ruleId}`);
  }
  if (faults.length > 0) {
    failed++;
    console.log(`failed: ${file}: ${faults.slice(0, 5).join('; ')}`);
  }
}
console.log(`${files.length} files against ${schema}, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
