// The pages in a real browser, as a new user meets them: overview, drill-down to a
// voucher, a figure's derivation, the report; axe-core in light, dark and forced
// colours; no sideways scroll at 320 px; keyboard; without JavaScript.
//
//   node browser.mjs http://127.0.0.1:PORT REPORT.html
import { axeOn, browser, check, finish, follow } from './common.mjs';

const [base, reportFile] = process.argv.slice(2);
// choices and faults that no link of the first pages holds; rows.mjs walks pages.def itself
const choices = ['/ekonomi/konsoliderat?rad=fastighet', '/ekonomi?period=2025-10', '/sok?q=resor',
  '/sok?belopp=1000000..&konto=4011', '/finns-inte'];
async function axeAt(url, options, name) {
  const context = await browser.newContext({ bypassCSP: true, ...options });
  const page = await context.newPage();
  await page.goto(url);
  await axeOn(page, `${name} ${url}`);
  await context.close();
}

for (const p of choices)
  await axeAt(base + p, {}, 'light');
await axeAt('file://' + reportFile, {}, 'report file');
await axeAt('file://' + reportFile, { colorScheme: 'dark' }, 'report file, dark');

// 320 px wide: nothing scrolls sideways but tables within their own box
for (const p of choices) {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  await page.goto(base + p);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  check(wide <= 320, `320 px: ${p} is ${wide} wide`);
  await page.close();
}

// without JavaScript, by clicking: overview -> figure -> derivation; economy -> voucher
const context = await browser.newContext({ javaScriptEnabled: false });
const page = await context.newPage();
await page.goto(base + '/');
check((await page.title()).includes('Regionstyrelsen'), 'the overview names the board');
await follow(page, '.key');
check((await page.textContent('h1')).includes('Nettokostnad'), 'a key figure opens its derivation');
check((await page.textContent('main')).includes('konto'), 'the derivation reaches accounts');
await follow(page, 'nav.side >> text=Ekonomi');
check((await page.textContent('table')).includes('−4\u00a0076\u00a0171'), 'the net cost is in the table');
await follow(page, 'main table >> text=Personal');
check((await page.textContent('h1')).startsWith('Personal'), 'a line opens');
await follow(page, 'main table >> text=4011');
check((await page.textContent('h1')).includes('4011'), 'an account opens');
await follow(page, 'main a[href^="/verifikation/"]');
check((await page.textContent('h1')).startsWith('Verifikation'), 'a voucher opens');
check((await page.textContent('main')).includes('#TRANS'), 'with its original lines');
await follow(page, 'nav.side >> text=Rapport');
check((await page.textContent('main')).includes('Sammanfattning'), 'the report is read on the page');
await follow(page, 'main a[href*="/uppgift"]');
check((await page.textContent('main')).includes('Underlag'), 'a figure of the report opens its derivation');
await page.goto(base + '/');
await follow(page, 'nav.tabs >> text=tertial 2 2025');
check((await page.textContent('h1')).includes('tertial 2'), 'another period');
await follow(page, 'header >> text=In English');
check((await page.getAttribute('html', 'lang')) === 'en', 'in English');
check((await page.textContent('nav.side')).includes('Overview'), 'the menu too');

// by keyboard: the first stop skips to the content
const keys = await browser.newPage();
await keys.goto(base + '/');
await keys.keyboard.press('Tab');
check((await keys.evaluate(() => document.activeElement.getAttribute('href'))) === '#main', 'skip link first');
await keys.keyboard.press('Enter');
check((await keys.evaluate(() => document.activeElement.id)) === 'main', 'and it moves the focus');

// the report file needs nothing from elsewhere, and prints
const offline = await browser.newContext({ offline: true });
const report = await offline.newPage();
const asked = [];
report.on('request', (r) => asked.push(r.url()));
await report.goto('file://' + reportFile);
check(asked.length === 1, 'the report file asks for nothing else: ' + asked.slice(1, 4).join(' '));
await report.emulateMedia({ media: 'print' });
check((await report.pdf({ format: 'A4' })).length > 10000, 'it prints');

await finish();
