// duckdb.mjs import|report DB DIR: DuckDB reads the CSV files of DIR, or answers report.sql.
import { createRequire } from 'module';
import fs from 'fs';
const require = createRequire(process.env.PEERS_DIR + '/x.js');
const { DuckDBInstance } = require('@duckdb/node-api');
const [, , mode, db, dir] = process.argv;
const here = new URL('.', import.meta.url).pathname;
const instance = await DuckDBInstance.create(db);
const c = await instance.connect();
if (mode === 'import') {
  await c.run(fs.readFileSync(here + 'tables.sql', 'utf8'));
  for (const t of ['account', 'unit', 'line'])
    await c.run(`COPY ${t} FROM '${dir}/${t}.csv' (FORMAT csv, HEADER false)`);
  await c.run('CHECKPOINT');
} else {
  const sql = fs.readFileSync(here + 'report.sql', 'utf8').replace('l.day / 100', 'l.day // 100');
  const rows = (await c.runAndReadAll(sql)).getRows();
  fs.writeSync(1, rows.map((r) => r.join('|')).join('\n') + '\n');
}
c.closeSync();
