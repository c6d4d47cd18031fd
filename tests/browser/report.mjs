// Report files in a real browser, at the widths and in the colours that readers have.
//
//   node report.mjs REPORT.html...
import { axeOn, browser, check, finish } from './common.mjs';

const files = process.argv.slice(2);
// What a person sees of each chart: the size of its letters, and whether texts collide.
function chartFaults() {
  const faults = [];
  for (const svg of document.querySelectorAll('svg.ch')) {
    if (getComputedStyle(svg).display === 'none')
      continue;
    const frame = svg.getBoundingClientRect();
    const scale = frame.width / svg.viewBox.baseVal.width;
    const texts = [...svg.querySelectorAll('text')].map((t) =>
      ({ text: t.textContent, px: scale * parseFloat(t.getAttribute('font-size')), box: t.getBoundingClientRect() }));
    texts.forEach((a, i) => {
      if (a.px < 12)
        faults.push(`${a.px.toFixed(1)} px: ${a.text}`);
      if (a.box.left < frame.left - 1 || a.box.right > frame.right + 1)
        faults.push(`outside: ${a.text}`);
      for (const b of texts.slice(0, i))
        if (a.box.left < b.box.right - 1 && b.box.left < a.box.right - 1 &&
            a.box.top + 3 < b.box.bottom - 3 && b.box.top + 3 < a.box.bottom - 3)
          faults.push(`overlap: ${a.text} / ${b.text}`);
    });
  }
  return faults;
}

// One chart of each is shown; every anchor is there once; tables say what they are.
function structureFaults() {
  const faults = [], ids = new Set();
  for (const e of document.querySelectorAll('[id]')) {
    if (ids.has(e.id))
      faults.push('twice: ' + e.id);
    ids.add(e.id);
  }
  for (const a of document.querySelectorAll('a[href^="#"]'))
    if (!ids.has(a.getAttribute('href').slice(1)))
      faults.push('leads nowhere: ' + a.getAttribute('href'));
  for (const t of document.querySelectorAll('table')) {
    if (!t.caption || t.caption.textContent.trim() === '')
      faults.push('a table without caption');
    if ([...t.querySelectorAll('th')].some((th) => !th.scope))
      faults.push('a header without scope: ' + t.caption?.textContent);
  }
  for (const f of document.querySelectorAll('figure.chart')) {
    if ([...f.querySelectorAll('svg.ch')].filter((s) => getComputedStyle(s).display !== 'none').length !== 1)
      faults.push('not one drawing: ' + f.id);
    if (!f.querySelector('details table'))
      faults.push('no table: ' + f.id);
  }
  if (document.querySelector('[style], script, [onclick]'))
    faults.push('inline style or script');
  return faults;
}

async function look(file, width, options, name, withAxe) {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto('file://' + file);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  check(wide <= width, `${name}: ${wide} wide at ${width}`);
  for (const fault of [...await page.evaluate(chartFaults), ...await page.evaluate(structureFaults)])
    check(false, `${name} at ${width}: ${fault}`);
  if (withAxe) {
    await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
    await axeOn(page, `${name} at ${width}`);
  }
  check(true, name);
  await context.close();
}

// Axe reads one report in all its looks, and the others in the light.
for (const [i, file] of files.entries()) {
  const name = file.split('/').pop();
  for (const width of [1360, 1000, 700, 320])
    await look(file, width, {}, name, width === 1360 || (width === 320 && i === 0));
  if (i > 0)
    continue;
  await look(file, 1360, { colorScheme: 'dark' }, name + ', dark', true);
  await look(file, 1360, { forcedColors: 'active' }, name + ', forced colours', true);
}
await finish();
