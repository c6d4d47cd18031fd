// The report as a folder of pages, behind a web server with a strict content security
// policy and without JavaScript: every link leads somewhere, a figure opens what it is made
// of, nothing is blocked, axe finds nothing.
//
//   node pages.mjs FOLDER
import { createServer } from 'node:http';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { axeOn, browser, check, finish, follow } from './common.mjs';

const folder = process.argv[2];
const types = { html: 'text/html; charset=utf-8', css: 'text/css', png: 'image/png', jpeg: 'image/jpeg' };
const server = createServer((q, r) => {
  const name = new URL(q.url, 'http://x').pathname.slice(1) || 'index.html';
  if (name.includes('/') || !existsSync(join(folder, name)))
    return r.writeHead(404).end();
  r.writeHead(200, {
    'Content-Type': types[name.split('.').pop()],
    'Content-Security-Policy': "default-src 'none'; style-src 'self'; img-src 'self'",
  }).end(readFileSync(join(folder, name)));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const base = `http://127.0.0.1:${server.address().port}/`;
const pages = readdirSync(folder).filter((f) => f.endsWith('.html'));

// what a reader without scripts meets
const plain = await browser.newContext({ javaScriptEnabled: false });
const page = await plain.newPage();
page.on('console', (m) => check(!/Content Security|Refused/.test(m.text()), 'blocked: ' + m.text()));
const ids = {};
for (const f of pages)
  ids[f] = new Set([...readFileSync(join(folder, f), 'utf8').matchAll(/ id="([^"]*)"/g)].map((m) => m[1]));
for (const f of pages) {
  check((await page.goto(base + f)).ok(), f);
  for (const a of await page.locator('a[href]').evaluateAll((v) => v.map((x) => x.getAttribute('href')))) {
    if (/^[a-z]+:/.test(a))
      continue;
    const [file, anchor] = a.split('#');
    check((file || f) in ids && (!anchor || ids[file || f].has(anchor)), `${f}: ${a} leads nowhere`);
  }
}
await page.goto(base);
await follow(page, 'nav.toc a');
check(new URL(page.url()).pathname.startsWith('/01-'), 'the contents lead to the first page');
check((await page.locator('nav.toc a[aria-current=page]').count()) === 1, 'and say where one is');
await follow(page, 'a.fact');
check(page.url().includes('underlag.html#u_'), 'a figure opens what it is made of');
check((await page.locator('li:target').count()) === 1, 'and shows it');

// styles come through the policy; axe in light, dark and forced colours; 320 px
for (const options of [{}, { colorScheme: 'dark' }, { forcedColors: 'active' }]) {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 900 }, ...options });
  const p = await context.newPage();
  for (const f of ['index.html', pages.find((x) => x.startsWith('02-')), 'underlag.html']) {
    await p.goto(base + f);
    check(await p.evaluate(() => getComputedStyle(document.querySelector('.frame')).display === 'grid'), `${f} has its style`);
    await axeOn(p, `${f} ${JSON.stringify(options)}`);
  }
  await context.close();
}
for (const f of pages) {
  const p = await browser.newPage({ viewport: { width: 320, height: 640 } });
  await p.goto(base + f);
  check((await p.evaluate(() => document.documentElement.scrollWidth)) <= 320, `320 px: ${f}`);
  await p.close();
}
server.close();
await finish();
