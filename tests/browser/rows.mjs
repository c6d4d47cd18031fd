// Every row of src/web/pages.def, walked as a reader walks: from the first page by links and
// search forms, so that a page gets its parts from the pages themselves.
//
//   node rows.mjs http://127.0.0.1:PORT FOLDER-OF-SOURCES
//
// On each row's page: axe in light, its rules of colour in dark and forced colours, no sideways scroll at 320 px, and
// in English none of our own Swedish in a heading or label.  A row no link leads to has failed.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { axeOn, browser, check, colourRules, finish } from './common.mjs';

const [base, src] = process.argv.slice(2);
// addresses of one row that are tried: the plain one, and the first few with a query or other parts
const perRow = 2;
// ... and that are read for links: not every objective has an indicator
const perWalk = 6;
function readRows() {
  const def = readFileSync(join(src, 'web/pages.def'), 'utf8').replace(/\/\*.*?\*\//gs, '');
  return [...def.matchAll(/^PAGE\((\w+),\s*"([^"]*)"/gm)].map(([, id, path]) => ({
    id, path, urls: [], read: 0,
    match: new RegExp('^' + path.replace(/\{rest\}/, '.+').replace(/\{\w+\}/g, '[^/]+') + '$'),
  }));
}

// Our own words: what the sources give as a pair of Swedish and English.
function swedishOfOurs() {
  const sv = new Set(), en = new Set();
  for (const name of readdirSync(src, { recursive: true }).filter((f) => /\.(c|h|def)$/.test(f))) {
    const text = readFileSync(join(src, name), 'utf8');
    const literal = String.raw`"((?:[^"\\]|\\.)*)"`;
    for (const start of [String.raw`page_say\(\s*rq,\s*`, String.raw`\b(?:WORD|RULE)\(\w+,\s*`, String.raw`\? STR\(|\? `])
      for (const [, a, b] of text.matchAll(new RegExp(`(?:${start})${literal}\\)?\\s*[,:]\\s*(?:STR\\()?${literal}`, 'g'))) {
        sv.add(a.trim());
        en.add(b.trim());
      }
    // heads of tables: the Swedish half, then the English
    for (const [, list] of text.matchAll(/\bhead\[\] = \{([^}]*)\}/g)) {
      const heads = [...list.matchAll(new RegExp(literal, 'g'))].map((m) => m[1].trim());
      heads.slice(0, heads.length / 2).forEach((w) => sv.add(w));
      heads.slice(heads.length / 2).forEach((w) => en.add(w));
    }
  }
  return new Set([...sv].filter((w) => !en.has(w) && /\p{L}{3}/u.test(w) && !w.includes('%')));
}

async function linksOf(page) {
  const found = await page.evaluate(() =>
    [...document.querySelectorAll('a[href]')].map((a) => a.href)
      .concat([...document.querySelectorAll('form[method=get]')].map((f) => f.action)));
  return found.filter((u) => u.startsWith(base) && !u.includes('/sprak/') && !/[?&](pdf|docx|csv|xlsx|format)=/.test(u))
    .map((u) => u.slice(base.length).split('#')[0]);
}

// Breadth first; a static row before one with parts.
async function walk(rows) {
  const page = await browser.newPage();
  const queue = ['/'], seen = new Set(queue);
  while (queue.length > 0) {
    const url = queue.shift();
    const path = url.split('?')[0];
    const row = rows.find((r) => r.path === path) ?? rows.find((r) => r.match.test(path));
    check(row !== undefined || path.startsWith('/a/'), `${url} is linked to but is no row of pages.def`);
    if (row === undefined || row.read >= perWalk)
      continue;
    if (row.read++ < perRow)
      row.urls.push(url);
    const answer = await page.goto(base + url);
    check(answer.ok(), `${url} answers ${answer.status()}`);
    for (const next of await linksOf(page))
      if (!seen.has(next)) {
        seen.add(next);
        queue.push(next);
      }
  }
  await page.close();
}

// Whether anything sticks out of 320 px, and whether a date is broken over lines there.
async function narrow(page, url) {
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  check(wide <= 320, `320 px: ${url} is ${wide} wide`);
  const broken = await page.evaluate(() =>
    [...document.querySelectorAll('td')].filter((x) => /^\d{4}-\d{2}-\d{2}$/.test(x.textContent.trim()))
      .filter((x) => {
        const r = document.createRange();
        r.selectNodeContents(x);
        return new Set([...r.getClientRects()].map((b) => Math.round(b.top))).size > 1;
      }).length);
  check(broken === 0, `320 px: ${url} has ${broken} dates broken over lines`);
  await page.setViewportSize({ width: 1280, height: 800 });
}

// Each address is loaded once; the first of a row is seen in dark and forced colours as well.
async function looks(rows) {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  for (const row of rows)
    for (const url of row.urls) {
      await page.goto(base + url);
      await narrow(page, url);
      await axeOn(page, `light ${url}`);
      if (url !== row.urls[0])
        continue;
      await page.emulateMedia({ colorScheme: 'dark' });
      await axeOn(page, `dark ${url}`, colourRules);
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
      await axeOn(page, `forced colours ${url}`, colourRules);
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    }
  await context.close();
}

// Names of accounts, lines and sections are the organisation's: they head rows of tables.
async function english(rows) {
  const ours = swedishOfOurs();
  check(ours.size > 300, `only ${ours.size} words of ours were found in the sources`);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(base + '/sprak/en');
  for (const url of rows.flatMap((r) => r.urls)) {
    await page.goto(base + url);
    check((await page.getAttribute('html', 'lang')) === 'en', `${url} in English says so`);
    const labels = await page.evaluate(() => {
      const own = (x) => x.closest('[lang]').lang === 'en';
      const texts = [...document.querySelectorAll(
        'h1, h2, h3, h4, label, legend, caption, .cap, th[scope=col], dt, button, summary, nav a, .st, title, svg text, .unit')]
        .filter(own).map((x) => x.textContent);
      const names = [...document.querySelectorAll('[aria-label], [placeholder], [alt], [title]')].filter(own)
        .flatMap((x) => ['aria-label', 'placeholder', 'alt', 'title'].map((a) => x.getAttribute(a) ?? ''));
      return [...new Set(texts.concat(names).map((t) => t.replace(/[\s\u00a0]+/g, ' ').trim()))];
    });
    for (const label of labels)
      check(!ours.has(label), `in English ${url} says "${label}"`);
  }
  await context.close();
}

const rows = readRows();
check(rows.length > 10, `only ${rows.length} rows in pages.def`);
await walk(rows);
for (const row of rows)
  check(row.urls.length > 0, `no link leads to ${row.id} (${row.path})`);
await looks(rows);
await english(rows);
await finish();
